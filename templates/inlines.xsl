<?xml version="1.0" encoding="UTF-8"?>
<!-- Running text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"
    exclude-result-prefixes="epub jk html book mml xlink oasis">
<xsl:template match="comment()|processing-instruction()"/>

<xsl:template match="bold"><b><xsl:call-template name="lang"/><xsl:apply-templates/></b></xsl:template>
<xsl:template match="italic"><xsl:choose>
  <xsl:when test="ancestor::ref"><i><xsl:call-template name="lang"/><xsl:apply-templates/></i></xsl:when>
  <xsl:otherwise><em><xsl:call-template name="lang"/><xsl:apply-templates/></em></xsl:otherwise>
</xsl:choose></xsl:template>
<xsl:template match="sub"><sub><xsl:apply-templates/></sub></xsl:template>
<xsl:template match="sup"><sup>
  <xsl:if test=".//jk:call"><xsl:attribute name="class">cite</xsl:attribute></xsl:if>
  <xsl:apply-templates/>
</sup></xsl:template>
<xsl:template match="sup//sup|sup//sub|sub//sup|sub//sub" priority="2"><xsl:apply-templates/></xsl:template>
<xsl:template match="underline"><u><xsl:apply-templates/></u></xsl:template>
<xsl:template match="strike"><s><xsl:apply-templates/></s></xsl:template>
<xsl:template match="monospace"><code><xsl:apply-templates/></code></xsl:template>
<xsl:template match="sc"><span class="small-caps"><xsl:apply-templates/></span></xsl:template>
<xsl:template match="roman|sans-serif|overline|styled-content|named-content|fixed-case|abbrev|x|milestone-start|milestone-end|institution|institution-wrap|city|state|country|postal-code|addr-line|phone|fax">
  <xsl:apply-templates/>
</xsl:template>
<xsl:template match="named-content[@jk:lang]|styled-content[@jk:lang]|foreign"><span><xsl:call-template name="lang"/><xsl:apply-templates/></span></xsl:template>
<xsl:template match="list-item/p/named-content[@content-type='label']" priority="1"><span class="label"><xsl:apply-templates/></span></xsl:template>
<xsl:template match="named-content[@content-type='line-break']|break" priority="2"><br/></xsl:template>
<xsl:template match="institution-id|index-term|object-id"/>
<xsl:template match="ruby"><ruby><xsl:apply-templates/></ruby></xsl:template>
<xsl:template match="rb"><xsl:apply-templates/></xsl:template>
<xsl:template match="rt"><rp>(</rp><rt><xsl:apply-templates/></rt><rp>)</rp></xsl:template>

<!-- Callouts: prepared with their occurrence, so that the reference leads back here. -->
<xsl:template match="jk:call">
  <a id="{@id}" href="{@href}" epub:type="noteref">
    <xsl:choose>
      <xsl:when test="@kind = 'fn'"><xsl:attribute name="role">doc-noteref</xsl:attribute></xsl:when>
      <xsl:otherwise><xsl:attribute name="html:role">doc-biblioref</xsl:attribute><xsl:attribute name="book:role">doc-noteref</xsl:attribute></xsl:otherwise>
    </xsl:choose>
    <xsl:attribute name="aria-label"><xsl:value-of select="@label"/></xsl:attribute>
    <xsl:apply-templates/>
    <xsl:if test="normalize-space(.) = ''"><xsl:value-of select="concat('[', @n, ']')"/></xsl:if>
  </a>
</xsl:template>
<xsl:template match="jk:cite"><xsl:apply-templates/></xsl:template>
<xsl:template match="jk:anchor"><span id="{@id}"></span></xsl:template>
<xsl:template match="jk:block-anchor"><div class="anchor"><xsl:apply-templates/></div></xsl:template>

<xsl:template match="xref">
  <xsl:variable name="rid" select="substring-before(concat(@rid, ' '), ' ')"/>
  <xsl:choose>
    <xsl:when test="$rid != '' and normalize-space(.) != '' and not(ancestor::jk:call) and not(@ref-type = 'aff' or @ref-type = 'corresp' or @ref-type = 'author-notes' or @ref-type = 'contrib') and @jk:reached">
      <a href="#{$rid}"><xsl:apply-templates/></a>
    </xsl:when>
    <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="ext-link|uri|email|related-article|related-object|supplementary-material|inline-supplementary-material|media|self-uri|pub-id">
  <xsl:call-template name="link"/>
</xsl:template>
<xsl:template name="link">
  <xsl:choose>
    <xsl:when test="@jk:href and normalize-space(.) != '' and not(ancestor::jk:call|ancestor::xref|ancestor::ext-link) and (not(*) or not(.//ext-link|.//uri|.//email|.//jk:call|.//xref|.//p))">
      <a href="{@jk:href}">
        <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
        <xsl:if test="starts-with(normalize-space(.), 'http') or starts-with(normalize-space(.), 'www.')"><xsl:attribute name="class">address</xsl:attribute></xsl:if>
        <xsl:apply-templates/>
      </a>
    </xsl:when>
    <xsl:otherwise><xsl:call-template name="anchor"/><xsl:apply-templates/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="anchor"><xsl:if test="@id"><span id="{@id}"></span></xsl:if></xsl:template>

<!-- Where a print page begins: the break for machines, the number in the margin for readers. -->
<xsl:template match="target[@jk:page]">
  <xsl:call-template name="page-start">
    <xsl:with-param name="id" select="@id"/><xsl:with-param name="number" select="@jk:page"/>
  </xsl:call-template>
</xsl:template>
<xsl:template name="page-start">
  <xsl:param name="id"/>
  <xsl:param name="number"/>
  <span id="{$id}" role="doc-pagebreak" book:title="{$number}" epub:type="pagebreak"></span>
  <a jk:for="html" class="page-number" href="#{$id}">
    <xsl:attribute name="aria-label"><xsl:call-template name="fill"><xsl:with-param name="key">page-link</xsl:with-param><xsl:with-param name="n" select="$number"/></xsl:call-template></xsl:attribute>
    <xsl:value-of select="$number"/>
  </a>
</xsl:template>
<xsl:template match="jk:call//target|xref//target|ext-link//target" priority="2"><span id="{@id}"></span></xsl:template>
<xsl:template match="target"><span><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:template>

<!-- A locus: the lemma is plain text until the reader wants to see variants; an open question always shows. -->
<xsl:template match="jk:locus"><span id="{@id}"><xsl:attribute name="class">locus<xsl:if test="@open"> is-open</xsl:if></xsl:attribute><xsl:apply-templates/></span></xsl:template>
<xsl:template match="jk:open">
  <xsl:choose>
    <xsl:when test="@plain"><span class="open"><xsl:call-template name="word"><xsl:with-param name="key">open</xsl:with-param></xsl:call-template></span></xsl:when>
    <xsl:otherwise>
      <a class="open" href="{@href}">
        <xsl:attribute name="aria-label"><xsl:call-template name="fill"><xsl:with-param name="key">open-long</xsl:with-param><xsl:with-param name="n" select="@name"/></xsl:call-template></xsl:attribute>
        <xsl:call-template name="word"><xsl:with-param name="key">open</xsl:with-param></xsl:call-template>
      </a>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template match="jk:locus-link">
  <xsl:if test="not(@plain)">
    <a jk:for="html" class="locus-link" href="{@href}">
      <xsl:attribute name="aria-label"><xsl:call-template name="fill"><xsl:with-param name="key">locus-long</xsl:with-param><xsl:with-param name="n" select="@name"/></xsl:call-template></xsl:attribute>
      <xsl:value-of select="substring-after(@name, '-')"/>
    </a>
  </xsl:if>
</xsl:template>

<xsl:template match="inline-graphic">
  <xsl:if test="@jk:href"><img src="{@jk:href}" alt="{normalize-space(alt-text)}"><xsl:call-template name="unless-packed"/></img></xsl:if>
  <xsl:if test="not(@jk:href and @jk:packed)"><jk:only><xsl:call-template name="instead"/><xsl:value-of select="alt-text"/></jk:only></xsl:if>
</xsl:template>
<xsl:template match="alt-text|long-desc"/>
</xsl:stylesheet>
