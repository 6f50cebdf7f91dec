<?xml version="1.0" encoding="UTF-8"?>
<!-- The one stylesheet that is compiled: all pages of an article. Parameters: page (html, epub, nav: which page), css and script (texts of
     page.css and page.js, for html). A new kind of page is a file with a template of its own mode, included and chosen here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml" indent="no"/>
<xsl:param name="page" select="'html'"/>
<xsl:param name="css"/>
<xsl:param name="script"/>
<!-- What the shared templates ask: is this for a browser or for a book? -->
<xsl:variable name="medium"><xsl:choose><xsl:when test="$page = 'html'">html</xsl:when><xsl:otherwise>epub</xsl:otherwise></xsl:choose></xsl:variable>

<xsl:include href="shared.xsl"/>
<xsl:include href="article.html.xsl"/>
<xsl:include href="epub.article.xsl"/>
<xsl:include href="epub.nav.xsl"/>

<xsl:template match="/">
  <xsl:choose>
    <xsl:when test="$page = 'html'"><xsl:apply-templates select="article" mode="html"/></xsl:when>
    <xsl:when test="$page = 'epub'"><xsl:apply-templates select="article" mode="epub"/></xsl:when>
    <xsl:otherwise><xsl:apply-templates select="article" mode="nav"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
