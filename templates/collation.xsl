<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a collation: how far the versions agree, what kinds of difference there are, and all of the text with the readings side by side.
     Input: what pipeline/collation_table.h describes. $css is the text of collation.css. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:c="urn:jiaokan:collation" exclude-result-prefixes="c">
<xsl:output method="xml" indent="no"/>
<xsl:param name="css"/>
<xsl:key name="word" match="c:w" use="@key"/>
<xsl:variable name="kept" select="30"/><!-- characters of an agreed stretch that stay on each side -->

<xsl:template match="/c:collation">
  <html lang="{@lang}">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="robots" content="noindex"/>
      <title><xsl:value-of select="key('word', 'collation')"/></title>
      <link rel="icon" href="data:,"/>
      <style><xsl:value-of select="$css"/></style>
    </head>
    <body>
      <header>
        <h1><xsl:value-of select="key('word', 'collation')"/></h1>
        <p class="count"><xsl:value-of select="concat(key('word', 'review-loci'), ' ')"/><b><xsl:value-of select="@places"/></b><xsl:if test="@open"><xsl:value-of select="concat(' · ', key('word', 'review-open'), ' ')"/><b><xsl:value-of select="@open"/></b></xsl:if></p>
      </header>
      <main>
        <section aria-labelledby="agreement">
          <h2 id="agreement"><xsl:value-of select="key('word', 'collation-agreement')"/></h2>
          <div class="wide" role="region" tabindex="0" aria-labelledby="agreement"><table class="matrix">
            <thead><tr><td></td><xsl:for-each select="c:witness"><th scope="col"><xsl:value-of select="@letter"/></th></xsl:for-each></tr></thead>
            <tbody><xsl:for-each select="c:witness"><tr>
              <th scope="row"><xsl:if test="@letter != @name"><xsl:value-of select="concat(@letter, ' ')"/></xsl:if><xsl:value-of select="@name"/></th>
              <xsl:for-each select="c:with"><td class="s{@shade}"><xsl:value-of select="."/></td></xsl:for-each>
            </tr></xsl:for-each></tbody>
          </table></div>
        </section>
        <xsl:if test="c:class">
          <section aria-labelledby="classes">
            <h2 id="classes"><xsl:value-of select="key('word', 'collation-classes')"/></h2>
            <dl class="classes"><xsl:for-each select="c:class">
              <xsl:sort select="." data-type="number" order="descending"/>
              <div><dt><xsl:value-of select="key('word', @key)"/></dt><dd><xsl:value-of select="."/></dd><dd aria-hidden="true"><i style="width:{@bar}%"></i></dd></div>
            </xsl:for-each></dl>
          </section>
        </xsl:if>
        <section aria-labelledby="places">
          <h2 id="places"><xsl:value-of select="key('word', 'collation-places')"/></h2>
          <table class="places">
            <thead><tr><td class="n"></td><xsl:for-each select="c:witness"><th scope="col"><xsl:value-of select="@letter"/></th></xsl:for-each></tr></thead>
            <tbody><xsl:apply-templates select="c:agreed | c:place"/></tbody>
          </table>
        </section>
      </main>
    </body>
  </html>
</xsl:template>

<xsl:template match="c:agreed">
  <tr class="agreed"><td class="n"></td><td colspan="{count(/c:collation/c:witness)}">
    <xsl:choose>
      <xsl:when test="string-length(.) &gt; $kept * 2 + 10"><details><summary><xsl:value-of select="substring(., 1, $kept)"/>…<xsl:value-of select="substring(., string-length(.) - $kept + 1)"/></summary><xsl:value-of select="."/></details></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </td></tr>
</xsl:template>

<xsl:template match="c:place">
  <tr>
    <xsl:if test="@open"><xsl:attribute name="class">open</xsl:attribute></xsl:if>
    <th scope="row" class="n">
      <xsl:if test="@number"><xsl:attribute name="id"><xsl:value-of select="concat('v-', @number)"/></xsl:attribute><xsl:value-of select="concat(@number, ' ')"/></xsl:if>
      <xsl:value-of select="key('word', @class)"/>
      <xsl:if test="@open"><xsl:value-of select="concat(' ', key('word', 'review-open'), ' ', @probability, ' %')"/></xsl:if>
    </th>
    <xsl:for-each select="c:cell">
      <td class="g{@group mod 5}"><xsl:choose>
        <xsl:when test=". = ''"><span class="none">∅</span></xsl:when>
        <xsl:when test="@lemma"><b><xsl:value-of select="."/></b></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose></td>
    </xsl:for-each>
  </tr>
</xsl:template>

</xsl:stylesheet>
