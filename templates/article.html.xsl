<?xml version="1.0" encoding="UTF-8"?>
<!-- The article page: one self-contained file. $css and $script are the texts of page.css and page.js. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:mml="http://www.w3.org/1998/Math/MathML"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
    exclude-result-prefixes="epub jk mml xlink ali">

<xsl:template match="article" mode="html">
  <html lang="{$lang}">
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title><xsl:value-of select="jk:head/@title"/></title>
      <xsl:for-each select="jk:head/jk:meta">
        <xsl:choose>
          <xsl:when test="@property"><meta property="{@property}" content="{@content}"/></xsl:when>
          <xsl:otherwise><meta name="{@name}" content="{@content}"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:for-each select="jk:head/jk:link">
        <link rel="{@rel}" href="{@href}"><xsl:if test="@type"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if></link>
      </xsl:for-each>
      <link rel="icon" href="data:,"/>
      <meta name="color-scheme" content="light dark"/>
      <script type="application/ld+json"><xsl:value-of select="jk:head/jk:json"/></script>
      <style><xsl:value-of select="$css"/></style>
    </head>
    <body>
      <a class="skip" href="#main"><xsl:call-template name="word"><xsl:with-param name="key">skip</xsl:with-param></xsl:call-template></a>
      <header class="masthead">
        <p><jk:slot part="issue-line"/></p>
      </header>
      <div class="page">
        <xsl:call-template name="contents"/>
        <main id="main">
          <article>
            <jk:slot part="opening"/>
            <xsl:if test="jk:apparatus">
              <p class="switch"><label><input type="checkbox" id="show-loci"/><xsl:text> </xsl:text><xsl:call-template name="word"><xsl:with-param name="key">show-loci</xsl:with-param></xsl:call-template></label></p>
            </xsl:if>
            <div class="body"><jk:slot part="body"/></div>
            <xsl:if test="back|floats-group|sub-article|response">
              <div class="back"><jk:slot part="back"/></div>
            </xsl:if>
            <jk:slot part="apparatus"/>
          </article>
        </main>
      </div>
      <footer class="colophon">
        <xsl:if test="jk:head/@citation != ''">
          <section id="cite" aria-labelledby="cite-h"><h2 id="cite-h"><xsl:call-template name="word"><xsl:with-param name="key">cite</xsl:with-param></xsl:call-template></h2>
          <p class="citation"><xsl:value-of select="jk:head/@citation"/></p></section>
        </xsl:if>
        <p class="files"><span class="label"><xsl:call-template name="word"><xsl:with-param name="key">files</xsl:with-param></xsl:call-template></span>
          <xsl:for-each select="jk:head/jk:file"><xsl:text> </xsl:text><a href="{@href}"><xsl:value-of select="@name"/></a></xsl:for-each></p>
        <p><xsl:value-of select="normalize-space((front/journal-meta//journal-title)[1])"/>
          <xsl:for-each select="front/journal-meta/issn[normalize-space(.) != '']"><xsl:text> · ISSN </xsl:text><xsl:value-of select="normalize-space(.)"/></xsl:for-each>
          <xsl:for-each select="front/journal-meta/publisher/publisher-name[1]"><xsl:text> · </xsl:text><xsl:value-of select="normalize-space(.)"/></xsl:for-each></p>
      </footer>
      <script><xsl:value-of select="$script"/></script>
    </body>
  </html>
</xsl:template>

<xsl:template name="contents">
  <xsl:if test="jk:contents/jk:entry">
    <nav class="contents" aria-labelledby="contents-h">
      <p id="contents-h" class="nav-title"><xsl:call-template name="word"><xsl:with-param name="key">contents</xsl:with-param></xsl:call-template></p>
      <ol>
        <xsl:apply-templates select="jk:contents/jk:entry"/>
        <xsl:if test="jk:apparatus"><li><a href="#apparatus"><span><xsl:call-template name="word"><xsl:with-param name="key">apparatus</xsl:with-param></xsl:call-template></span></a></li></xsl:if>
      </ol>
    </nav>
  </xsl:if>
</xsl:template>
<xsl:template match="jk:entry">
  <li>
    <a href="{@href}"><span><xsl:value-of select="@title"/></span><xsl:if test="@page != '' and not(@kind)"><xsl:text> </xsl:text><span class="toc-page"><xsl:value-of select="@page"/></span></xsl:if></a>
    <xsl:if test="jk:entry"><ol><xsl:apply-templates select="jk:entry"/></ol></xsl:if>
  </li>
</xsl:template>
</xsl:stylesheet>
