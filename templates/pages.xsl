<?xml version="1.0" encoding="UTF-8"?>
<!-- The one stylesheet that is compiled: all pages of an article, made in one go. Parameters: css and script (texts of page.css and page.js).
     What several pages have is made once, as a jk:part; a jk:page has a jk:slot where it stands. The pages are written from this tree
     (pipeline/render/page_writer.h), which tells two media apart, html (a browser) and epub (a book):
       jk:for="html"    this element stands in that medium alone; <jk:only jk:for="html"> does it for text and several elements
       jk:tags="html"   in the other medium what is inside stands without this element around it
       html:role="…"    an attribute for a browser alone; book:role="…" and epub:type="…" for a book alone
     A new kind of page is a file with a template of its own mode, included and called here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub">
<xsl:output method="xml" indent="no"/>
<xsl:param name="css"/>
<xsl:param name="script"/>

<xsl:include href="shared.xsl"/>
<xsl:include href="article.html.xsl"/>
<xsl:include href="epub.article.xsl"/>
<xsl:include href="epub.nav.xsl"/>

<xsl:template match="/"><xsl:apply-templates select="article" mode="pages"/></xsl:template>
<xsl:template match="article" mode="pages">
  <jk:pages>
    <jk:part name="issue-line"><xsl:call-template name="issue-line"/></jk:part>
    <jk:part name="opening"><xsl:call-template name="title-block"/><xsl:call-template name="open-count"/><xsl:call-template name="front-matter"/></jk:part>
    <jk:part name="body"><xsl:apply-templates select="body"/></jk:part>
    <jk:part name="back"><xsl:apply-templates select="floats-group|back"/><xsl:apply-templates select="sub-article|response"/></jk:part>
    <jk:part name="apparatus"><xsl:call-template name="apparatus"/></jk:part>
    <jk:page name="html"><xsl:apply-templates select="." mode="html"/></jk:page>
    <jk:page name="epub"><xsl:apply-templates select="." mode="epub"/></jk:page>
    <jk:page name="nav"><xsl:apply-templates select="." mode="nav"/></jk:page>
  </jk:pages>
</xsl:template>
</xsl:stylesheet>
