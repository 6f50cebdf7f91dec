<?xml version="1.0" encoding="UTF-8"?>
<!-- The review page: every locus with its readings, the lines of the witnesses and the evidence, to be settled by key, mouse or thumb.
     Input: what pipeline/review.h describes. $css and $script are the texts of review.css and review.js. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:r="urn:jiaokan:review" exclude-result-prefixes="r">
<xsl:output method="xml" indent="no"/>
<xsl:param name="css"/>
<xsl:param name="script"/>
<xsl:key name="word" match="r:w" use="@key"/>
<xsl:key name="class" match="r:locus" use="@class"/>

<xsl:template name="word"><xsl:param name="key"/><xsl:value-of select="key('word', $key)"/></xsl:template>

<xsl:template match="/r:review">
  <html lang="{@lang}">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta name="robots" content="noindex"/>
      <title><xsl:value-of select="key('word', 'review')"/><xsl:if test="@title != ''"><xsl:value-of select="concat(key('word', 'colon'), @title)"/></xsl:if></title>
      <link rel="icon" href="data:,"/>
      <style><xsl:value-of select="$css"/></style>
    </head>
    <body>
      <header class="bar">
        <h1><xsl:value-of select="key('word', 'review')"/><xsl:text> </xsl:text><a href="article.html"><xsl:choose><xsl:when test="@title != ''"><xsl:value-of select="@title"/></xsl:when><xsl:otherwise><xsl:value-of select="key('word', 'untitled')"/></xsl:otherwise></xsl:choose></a></h1>
        <p class="witnesses"><xsl:for-each select="r:witness"><span class="witness"><b><xsl:value-of select="@letter"/></b><xsl:text> </xsl:text><xsl:value-of select="."/><xsl:text> </xsl:text><small><xsl:call-template name="kind"/></small></span><xsl:text> </xsl:text></xsl:for-each></p>
        <p class="count" role="status"><xsl:value-of select="concat(key('word', 'review-loci'), ' ')"/><b><xsl:value-of select="@loci"/></b><xsl:value-of select="concat(' · ', key('word', 'review-open'), ' ')"/><b id="left"><xsl:value-of select="@open"/></b><xsl:value-of select="concat(' · ', key('word', 'review-done'), ' ')"/><b id="done">0</b></p>
        <form class="tools" id="tools">
          <label><xsl:value-of select="key('word', 'review-show')"/><xsl:text> </xsl:text><select id="state">
            <option value="all"><xsl:value-of select="key('word', 'review-all')"/></option>
            <option value="open"><xsl:value-of select="key('word', 'undecided')"/></option>
            <option value="left"><xsl:value-of select="key('word', 'review-left')"/></option>
          </select></label>
          <label><xsl:value-of select="key('word', 'review-class')"/><xsl:text> </xsl:text><select id="class">
            <option value=""><xsl:value-of select="key('word', 'review-all')"/></option>
            <xsl:for-each select="r:locus[generate-id() = generate-id(key('class', @class)[1])]"><option value="{@class}"><xsl:call-template name="class"/></option></xsl:for-each>
          </select></label>
          <label><xsl:value-of select="key('word', 'review-below')"/><xsl:text> </xsl:text><select id="below">
            <option value="2"><xsl:value-of select="key('word', 'review-all')"/></option>
            <option value="0.99">99 %</option><option value="0.95">95 %</option><option value="0.9">90 %</option><option value="0.7">70 %</option>
          </select></label>
          <button type="button" id="save"><xsl:value-of select="key('word', 'review-save')"/></button>
          <button type="button" id="copy"><xsl:value-of select="key('word', 'review-copy')"/></button>
        </form>
        <details class="help"><summary><xsl:value-of select="key('word', 'review-keys')"/></summary>
          <dl>
            <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd><xsl:value-of select="key('word', 'review-key-move')"/></dd></div>
            <div><dt><kbd>1</kbd>–<kbd>9</kbd></dt><dd><xsl:value-of select="key('word', 'review-key-choose')"/></dd></div>
            <div><dt><kbd>e</kbd></dt><dd><xsl:value-of select="key('word', 'review-key-type')"/></dd></div>
            <div><dt><kbd>a</kbd></dt><dd><xsl:value-of select="key('word', 'review-key-alike')"/></dd></div>
            <div><dt><kbd>u</kbd></dt><dd><xsl:value-of select="key('word', 'review-key-undo')"/></dd></div>
            <div><dt><kbd>s</kbd> <kbd>c</kbd></dt><dd><xsl:value-of select="key('word', 'review-key-save')"/></dd></div>
          </dl>
          <p><xsl:value-of select="key('word', 'review-how')"/></p>
        </details>
      </header>
      <main>
        <xsl:if test="not(r:locus)"><p class="none"><xsl:value-of select="key('word', 'review-none')"/></p></xsl:if>
        <ol class="loci"><xsl:apply-templates select="r:locus"/></ol>
      </main>
      <section class="correct" aria-labelledby="correct-h">
        <h2 id="correct-h"><xsl:value-of select="key('word', 'review-correct')"/></h2>
        <p><xsl:value-of select="key('word', 'review-correct-how')"/></p>
        <form id="correct">
          <label><xsl:value-of select="key('word', 'review-correct-from')"/><xsl:text> </xsl:text><input type="text" id="from" autocomplete="off" required="required"/></label>
          <label><xsl:value-of select="key('word', 'review-correct-to')"/><xsl:text> </xsl:text><input type="text" id="to" autocomplete="off" required="required"/></label>
          <button type="submit"><xsl:value-of select="key('word', 'review-correct-add')"/></button>
        </form>
        <ul id="corrections" data-remove="{key('word', 'review-correct-remove')}"></ul>
      </section>
      <xsl:if test="r:finding">
        <section class="audit" aria-labelledby="audit-h">
          <h2 id="audit-h"><xsl:value-of select="key('word', 'review-audit')"/></h2>
          <ul><xsl:for-each select="r:finding"><li><xsl:value-of select="concat(key('word', @word), key('word', 'colon'), .)"/><xsl:text> </xsl:text><a href="article.html#{@reference}"><xsl:value-of select="@raw"/></a></li></xsl:for-each></ul>
        </section>
      </xsl:if>
      <footer>
        <details><summary>decisions.toml</summary>
          <p><label for="file"><xsl:value-of select="key('word', 'review-file')"/></label></p>
          <textarea id="file" readonly="readonly" rows="16" spellcheck="false"></textarea>
        </details>
        <xsl:for-each select="r:piece"><span hidden="hidden" class="piece" data-piece="{.}" data-loci="{@loci}"></span></xsl:for-each>
      </footer>
      <script><xsl:value-of select="$script"/></script>
    </body>
  </html>
</xsl:template>

<xsl:template match="r:locus">
  <li id="{@id}" class="locus" tabindex="-1" data-class="{@class}" data-p="{@p}" data-toml="{r:toml}">
    <xsl:attribute name="data-state"><xsl:choose><xsl:when test="@open">open</xsl:when><xsl:otherwise><xsl:value-of select="@by"/></xsl:otherwise></xsl:choose></xsl:attribute>
    <p class="head"><a class="name" href="article.html#{@id}"><xsl:value-of select="@id"/></a>
      <xsl:text> </xsl:text><span class="class"><xsl:call-template name="class"/></span>
      <xsl:text> </xsl:text><span class="state"><xsl:choose><xsl:when test="@open"><xsl:value-of select="key('word', 'undecided')"/></xsl:when><xsl:otherwise><xsl:value-of select="key('word', concat('by-', @by))"/></xsl:otherwise></xsl:choose></span></p>
    <p class="sentence"><xsl:value-of select="r:before"/><mark class="effect"><xsl:choose><xsl:when test="r:reading[@lemma] != ''"><xsl:value-of select="r:reading[@lemma]"/></xsl:when><xsl:otherwise>∅</xsl:otherwise></xsl:choose></mark><xsl:value-of select="r:after"/></p>
    <fieldset>
      <legend><xsl:value-of select="key('word', 'review-readings')"/></legend>
      <xsl:for-each select="r:reading">
        <label><xsl:attribute name="class">reading<xsl:if test="@lemma"> is-lemma</xsl:if></xsl:attribute>
          <input type="radio" name="{../@id}" value="{@n}" data-text="{.}" data-lemma="{@toml}"/>
          <xsl:text> </xsl:text><kbd><xsl:value-of select="@n"/></kbd><xsl:text> </xsl:text>
          <q><xsl:choose><xsl:when test=". != ''"><xsl:value-of select="."/></xsl:when><xsl:otherwise><span class="nothing"><xsl:value-of select="key('word', 'nothing')"/></span></xsl:otherwise></xsl:choose></q>
          <xsl:text> </xsl:text><span class="who"><xsl:choose><xsl:when test="@witnesses"><xsl:value-of select="@witnesses"/></xsl:when><xsl:otherwise><xsl:value-of select="key('word', 'emendation')"/></xsl:otherwise></xsl:choose></span>
          <xsl:text> </xsl:text><span class="p"><xsl:value-of select="concat(@p, ' %')"/></span>
        </label>
      </xsl:for-each>
      <label class="reading typed"><kbd>e</kbd><xsl:text> </xsl:text><input type="text" autocomplete="off" aria-label="{key('word', 'review-typed')}" placeholder="{key('word', 'review-typed')}"/></label>
      <xsl:if test="r:scope"><label class="alike"><kbd>a</kbd><xsl:text> </xsl:text><select aria-label="{key('word', 'review-scope')}">
        <option data-toml="{r:toml}"><xsl:value-of select="key('word', 'scope-here')"/></option>
        <xsl:for-each select="r:scope"><option data-toml="{.}" data-group="{@group}"><xsl:call-template name="scope"/></option></xsl:for-each>
      </select></label></xsl:if>
    </fieldset>
    <xsl:for-each select="r:picture">
      <p class="scan"><b><xsl:value-of select="@witness"/></b><span class="shown"><img src="{@data}" alt="{concat(key('word', 'review-scan'), ' ', @witness)}" loading="lazy"/><span class="there" style="{@place}"></span></span></p>
    </xsl:for-each>
    <dl class="sources">
      <xsl:for-each select="r:source">
        <div><dt><b><xsl:value-of select="@witness"/></b><xsl:text> </xsl:text><small title="{@file}"><xsl:value-of select="concat(@line, ':', @column)"/></small></dt>
        <dd><xsl:value-of select="r:before"/><mark><xsl:value-of select="r:mark"/></mark><xsl:value-of select="r:after"/></dd></div>
      </xsl:for-each>
    </dl>
    <xsl:if test="r:evidence">
      <details class="evidence"><summary><xsl:value-of select="key('word', 'review-evidence')"/></summary>
        <table><thead><tr><th scope="col"><xsl:value-of select="key('word', 'review-evidence')"/></th><xsl:for-each select="r:reading"><th scope="col"><xsl:value-of select="@n"/></th></xsl:for-each></tr></thead>
        <tbody><xsl:for-each select="r:evidence"><tr><th scope="row"><xsl:choose><xsl:when test="key('word', @word)"><xsl:value-of select="key('word', @word)"/></xsl:when><xsl:otherwise><xsl:value-of select="@term"/></xsl:otherwise></xsl:choose></th><xsl:for-each select="r:score"><td><xsl:value-of select="."/></td></xsl:for-each></tr></xsl:for-each></tbody></table>
      </details>
    </xsl:if>
  </li>
</xsl:template>

<xsl:template name="scope">
  <xsl:value-of select="key('word', concat('scope-', @name))"/>
  <xsl:if test="@witness">
    <xsl:value-of select="concat(@witness, key('word', 'scope-has'))"/>
    <xsl:choose><xsl:when test="@reads != ''"><xsl:value-of select="@reads"/></xsl:when><xsl:otherwise><xsl:value-of select="key('word', 'nothing')"/></xsl:otherwise></xsl:choose>
    <xsl:value-of select="key('word', 'scope-end')"/>
  </xsl:if>
  <xsl:value-of select="concat(' (', @places, ')')"/>
</xsl:template>
<xsl:template name="class">
  <xsl:variable name="word" select="key('word', concat('class-', translate(@class, '- ', '__')))"/>
  <xsl:choose><xsl:when test="$word"><xsl:value-of select="$word"/></xsl:when><xsl:otherwise><xsl:value-of select="@class"/></xsl:otherwise></xsl:choose>
</xsl:template>
<xsl:template name="kind">
  <xsl:variable name="word" select="key('word', concat('kind-', translate(@kind, ' ', '_')))"/>
  <xsl:choose><xsl:when test="$word"><xsl:value-of select="$word"/></xsl:when><xsl:otherwise><xsl:value-of select="@kind"/></xsl:otherwise></xsl:choose>
</xsl:template>
</xsl:stylesheet>
