<?xml version="1.0" encoding="UTF-8"?>
<!-- The navigation document of the EPUB: contents, landmarks, print pages. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:mml="http://www.w3.org/1998/Math/MathML"
    xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
    exclude-result-prefixes="epub jk mml xlink ali">

<xsl:template match="article" mode="nav">
  <html lang="{$lang}" xml:lang="{$lang}">
    <head><title><xsl:value-of select="jk:head/@title"/></title><link rel="stylesheet" type="text/css" href="style.css"/></head>
    <body>
      <nav epub:type="toc" role="doc-toc" aria-labelledby="toc-h">
        <h1 id="toc-h"><xsl:value-of select="key('word', 'contents')"/></h1>
        <ol>
          <li><a href="article.xhtml#title"><xsl:value-of select="jk:head/@title"/></a></li>
          <xsl:for-each select="front/article-meta/abstract[1]"><li><a href="article.xhtml#{@id}"><xsl:value-of select="key('word', 'abstract')"/></a></li></xsl:for-each>
          <xsl:apply-templates select="jk:contents/jk:entry" mode="nav"/>
          <xsl:if test="jk:apparatus/@open &gt; 0"><li><a href="article.xhtml#apparatus"><xsl:value-of select="key('word', 'apparatus')"/></a></li></xsl:if>
        </ol>
      </nav>
      <nav epub:type="landmarks" hidden="hidden" aria-label="{key('word', 'landmarks')}">
        <ol>
          <li><a epub:type="bodymatter" href="article.xhtml#main"><xsl:value-of select="jk:head/@title"/></a></li>
          <xsl:for-each select="(back//ref-list[@jk:level and not(ancestor::ref-list)])[1]"><li><a epub:type="bibliography" href="article.xhtml#{@id}"><xsl:value-of select="key('word', 'references')"/></a></li></xsl:for-each>
        </ol>
      </nav>
      <xsl:if test="jk:head/jk:page">
        <nav epub:type="page-list" role="doc-pagelist" hidden="hidden" aria-label="{key('word', 'pages')}">
          <ol><xsl:for-each select="jk:head/jk:page"><li><a href="article.xhtml#{@id}"><xsl:value-of select="@number"/></a></li></xsl:for-each></ol>
        </nav>
      </xsl:if>
    </body>
  </html>
</xsl:template>
<xsl:template match="jk:entry" mode="nav">
  <li><a href="article.xhtml{@href}"><xsl:value-of select="@title"/></a>
    <xsl:if test="jk:entry"><ol><xsl:apply-templates select="jk:entry" mode="nav"/></ol></xsl:if></li>
</xsl:template>
</xsl:stylesheet>
