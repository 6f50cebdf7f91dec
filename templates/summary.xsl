<?xml version="1.0" encoding="UTF-8"?>
<!-- The page about a run: what the articles need, what the diagnostics were, what failed. Input: what pipeline/summary.cc writes.
     $data: all articles as JSON for the script; without the script the page lists those that need eyes most. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:s="urn:jiaokan:summary" exclude-result-prefixes="s">
<xsl:output method="xml" indent="no"/>
<xsl:param name="css"/>
<xsl:param name="script"/>
<xsl:param name="data"/>
<xsl:key name="word" match="s:w" use="@key"/>

<xsl:template name="sorter"><xsl:param name="key"/><xsl:param name="word"/>
  <th scope="col"><button type="button" data-sort="{$key}"><xsl:value-of select="key('word', $word)"/></button></th>
</xsl:template>
<xsl:template name="figure"><xsl:param name="word"/><xsl:param name="value"/><xsl:param name="class"/>
  <div><xsl:if test="$class != '' and $value != 0"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if><dt><xsl:value-of select="key('word', $word)"/></dt><dd><xsl:value-of select="$value"/></dd></div>
</xsl:template>

<xsl:template match="/s:summary">
  <html lang="{@lang}">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="robots" content="noindex"/>
      <title><xsl:value-of select="key('word', 'summary')"/></title>
      <link rel="icon" href="data:,"/>
      <style><xsl:value-of select="$css"/></style>
    </head>
    <body>
      <header>
        <h1><xsl:value-of select="key('word', 'summary')"/></h1>
        <dl class="figures">
          <xsl:call-template name="figure"><xsl:with-param name="word" select="'summary-all'"/><xsl:with-param name="value" select="@all"/></xsl:call-template>
          <xsl:call-template name="figure"><xsl:with-param name="word" select="'summary-made'"/><xsl:with-param name="value" select="@made"/></xsl:call-template>
          <xsl:call-template name="figure"><xsl:with-param name="word" select="'summary-failed'"/><xsl:with-param name="value" select="@failed"/><xsl:with-param name="class" select="'bad'"/></xsl:call-template>
          <xsl:call-template name="figure"><xsl:with-param name="word" select="'summary-open'"/><xsl:with-param name="value" select="@open"/><xsl:with-param name="class" select="'open'"/></xsl:call-template>
          <xsl:call-template name="figure"><xsl:with-param name="word" select="'summary-errors'"/><xsl:with-param name="value" select="@errors"/><xsl:with-param name="class" select="'bad'"/></xsl:call-template>
          <xsl:call-template name="figure"><xsl:with-param name="word" select="'summary-warnings'"/><xsl:with-param name="value" select="@warnings"/></xsl:call-template>
        </dl>
      </header>
      <main>
        <xsl:if test="s:code">
          <details class="codes">
            <summary><h2><xsl:value-of select="key('word', 'summary-codes')"/></h2></summary>
            <p class="how" hidden="hidden"><xsl:value-of select="key('word', 'summary-codes-how')"/></p>
            <div class="wide" role="region" tabindex="0" aria-label="{key('word', 'summary-codes')}"><table>
              <thead><tr><th scope="col"><xsl:value-of select="key('word', 'summary-code')"/></th><th scope="col"><xsl:value-of select="key('word', 'summary-what')"/></th><th scope="col" class="n"><xsl:value-of select="key('word', 'summary-count')"/></th><th scope="col" class="n"><xsl:value-of select="key('word', 'summary-times')"/></th></tr></thead>
              <tbody><xsl:for-each select="s:code"><tr>
                <th scope="row"><span class="code {@severity}" data-code="{@code}"><xsl:value-of select="@code"/></span></th>
                <td><xsl:choose><xsl:when test="key('word', @code)"><xsl:value-of select="key('word', @code)"/></xsl:when><xsl:otherwise><span lang="en"><xsl:value-of select="."/></span></xsl:otherwise></xsl:choose><xsl:text> </xsl:text><small><xsl:value-of select="key('word', concat('summary-severity-', @severity))"/></small></td>
                <td class="n"><xsl:value-of select="@articles"/></td><td class="n"><xsl:value-of select="@times"/></td>
              </tr></xsl:for-each></tbody>
            </table></div>
          </details>
        </xsl:if>
        <section aria-labelledby="articles-h">
          <h2 id="articles-h"><xsl:value-of select="key('word', 'summary-articles')"/></h2>
          <form class="tools" id="tools" hidden="hidden">
            <label><span><xsl:value-of select="key('word', 'summary-filter')"/></span><xsl:text> </xsl:text><input type="search" id="find" autocomplete="off"/></label>
            <label><span><xsl:value-of select="key('word', 'summary-which')"/></span><xsl:text> </xsl:text><select id="which">
              <option value=""><xsl:value-of select="key('word', 'summary-every')"/></option>
              <option value="failed"><xsl:value-of select="key('word', 'summary-only-failed')"/></option>
              <option value="open"><xsl:value-of select="key('word', 'summary-only-open')"/></option>
              <option value="errors"><xsl:value-of select="key('word', 'summary-only-errors')"/></option>
            </select></label>
            <label><span><xsl:value-of select="key('word', 'summary-codes')"/></span><xsl:text> </xsl:text><select id="code">
              <option value=""><xsl:value-of select="key('word', 'summary-every')"/></option>
              <xsl:for-each select="s:code"><option value="{@code}"><xsl:value-of select="concat(@code, ' ')"/><xsl:choose><xsl:when test="key('word', @code)"><xsl:value-of select="key('word', @code)"/></xsl:when><xsl:otherwise><xsl:value-of select="."/></xsl:otherwise></xsl:choose></option></xsl:for-each>
            </select></label>
          </form>
          <p class="shown" role="status"><xsl:value-of select="key('word', 'summary-shown')"/><xsl:text> </xsl:text><b id="shown"><xsl:value-of select="count(s:article)"/></b><xsl:text> / </xsl:text><xsl:value-of select="@all"/></p>
          <table class="articles" data-failed="{key('word', 'summary-failed')}" data-review="{key('word', 'summary-review')}">
            <thead><tr>
              <xsl:call-template name="sorter"><xsl:with-param name="key" select="'name'"/><xsl:with-param name="word" select="'summary-articles'"/></xsl:call-template>
              <xsl:call-template name="sorter"><xsl:with-param name="key" select="'need'"/><xsl:with-param name="word" select="'summary-need'"/></xsl:call-template>
              <xsl:call-template name="sorter"><xsl:with-param name="key" select="'open'"/><xsl:with-param name="word" select="'summary-open'"/></xsl:call-template>
              <xsl:call-template name="sorter"><xsl:with-param name="key" select="'errors'"/><xsl:with-param name="word" select="'summary-errors'"/></xsl:call-template>
              <xsl:call-template name="sorter"><xsl:with-param name="key" select="'warnings'"/><xsl:with-param name="word" select="'summary-warnings'"/></xsl:call-template>
            </tr></thead>
            <tbody id="rows"><xsl:apply-templates select="s:article"/></tbody>
          </table>
          <xsl:if test="count(s:article) &lt; @all"><p id="first"><xsl:value-of select="concat(substring-before(key('word', 'summary-first'), '{n}'), count(s:article), substring-after(key('word', 'summary-first'), '{n}'))"/></p></xsl:if>
          <p><button type="button" id="more" hidden="hidden"><xsl:value-of select="key('word', 'summary-more')"/></button></p>
        </section>
      </main>
      <script type="application/json" id="data"><xsl:value-of select="$data"/></script>
      <script><xsl:value-of select="$script"/></script>
    </body>
  </html>
</xsl:template>

<xsl:template match="s:article">
  <tr><xsl:if test="not(@made)"><xsl:attribute name="class">failed</xsl:attribute></xsl:if>
    <th scope="row">
      <xsl:choose><xsl:when test="@made"><a href="{@address}/article.html"><xsl:call-template name="title"/></a><xsl:if test="@open != 0"><xsl:text> </xsl:text><a class="review" href="{@address}/review.html"><xsl:value-of select="key('word', 'summary-review')"/></a></xsl:if></xsl:when>
      <xsl:otherwise><xsl:call-template name="title"/></xsl:otherwise></xsl:choose>
      <small class="path"><xsl:value-of select="@name"/></small>
      <xsl:if test="not(@made)"><small class="why"><xsl:value-of select="key('word', 'summary-failed')"/><xsl:if test=". != ''"><xsl:text> </xsl:text><span lang="en"><xsl:value-of select="."/></span></xsl:if></small></xsl:if>
      <small class="has"><xsl:value-of select="@codes"/></small>
    </th>
    <td><xsl:value-of select="@need"/></td><td><xsl:value-of select="@open"/></td><td><xsl:value-of select="@errors"/></td><td><xsl:value-of select="@warnings"/></td>
  </tr>
</xsl:template>
<xsl:template name="title"><xsl:choose><xsl:when test="@title != ''"><xsl:value-of select="@title"/></xsl:when><xsl:otherwise><xsl:value-of select="@name"/></xsl:otherwise></xsl:choose></xsl:template>
</xsl:stylesheet>
