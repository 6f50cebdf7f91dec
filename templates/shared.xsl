<?xml version="1.0" encoding="UTF-8"?>
<!-- What HTML and EPUB share: all text of an article, made once for both. What belongs to one of them is marked (pages.xsl says how).
     Everything counted, numbered or linked was prepared in C++ as jk:… (pipeline/render/prepare.h); what is not matched here shows its text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"
    exclude-result-prefixes="epub jk html book mml xlink oasis">
<xsl:include href="inlines.xsl"/>
<xsl:include href="blocks.xsl"/>
<xsl:include href="tables.xsl"/>
<xsl:include href="formulas.xsl"/>
<xsl:include href="references.xsl"/>
<xsl:include href="front.xsl"/>
<xsl:include href="apparatus.xsl"/>

<xsl:strip-space elements="article front front-stub body back article-meta journal-meta journal-title-group title-group
  trans-title-group contrib-group contrib name-alternatives name collab-alternatives aff-alternatives article-categories subj-group history date pub-date
  abstract trans-abstract kwd-group funding-group award-group permissions license sec app app-group ack glossary notes
  fn-group fn author-notes ref-list ref element-citation person-group list list-item def-list def-item def disp-quote
  boxed-text statement fig fig-group table-wrap table-wrap-group table-wrap-foot caption table thead tbody tfoot tr colgroup
  oasis:table oasis:tgroup oasis:thead oasis:tbody oasis:row bio verse-group floats-group sub-article response
  institution-wrap"/>

<xsl:key name="word" match="jk:w" use="@key"/>

<xsl:variable name="lang">
  <xsl:choose>
    <xsl:when test="/article/@jk:lang != ''"><xsl:value-of select="/article/@jk:lang"/></xsl:when>
    <xsl:otherwise>en</xsl:otherwise>
  </xsl:choose>
</xsl:variable>

<xsl:template name="word">
  <xsl:param name="key"/>
  <xsl:value-of select="key('word', $key)"/>
</xsl:template>

<!-- A word with {n} and {k}. -->
<xsl:template name="fill">
  <xsl:param name="key"/>
  <xsl:param name="n"/>
  <xsl:param name="k"/>
  <xsl:variable name="phrase" select="string(key('word', $key))"/>
  <xsl:variable name="behind" select="substring-after($phrase, '{n}')"/>
  <xsl:choose>
    <xsl:when test="contains($phrase, '{n}')">
      <xsl:value-of select="concat(substring-before($phrase, '{n}'), $n)"/>
      <xsl:choose>
        <xsl:when test="contains($behind, '{k}')">
          <xsl:value-of select="concat(substring-before($behind, '{k}'), $k, substring-after($behind, '{k}'))"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$behind"/></xsl:otherwise>
      </xsl:choose>
    </xsl:when>
    <xsl:otherwise><xsl:value-of select="$phrase"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- id and language of an element, where it has them. -->
<xsl:template name="common">
  <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
  <xsl:call-template name="lang"/>
</xsl:template>

<xsl:template name="lang">
  <xsl:if test="@jk:lang != '' and @jk:lang != $lang">
    <xsl:attribute name="lang"><xsl:value-of select="@jk:lang"/></xsl:attribute>
    <xsl:attribute name="xml:lang"><xsl:value-of select="@jk:lang"/></xsl:attribute>
  </xsl:if>
</xsl:template>

<!-- The heading of a section: h2 … h6, its label part of the text. -->
<xsl:template name="heading">
  <xsl:param name="id" select="@id"/>
  <xsl:if test="@jk:level">
    <xsl:element name="h{@jk:level}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="id"><xsl:value-of select="concat($id, '-h')"/></xsl:attribute>
      <xsl:choose>
        <xsl:when test="@jk:title"><xsl:value-of select="@jk:title"/></xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="label/node()"/>
          <xsl:variable name="label" select="normalize-space(label)"/>
          <xsl:if test="$label != '' and title and contains('0123456789.:)ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', substring($label, string-length($label)))">
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:apply-templates select="title/node()"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
