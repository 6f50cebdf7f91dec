<?xml version="1.0" encoding="UTF-8"?>
<!-- Formulas: presentation MathML, element by element and attribute by attribute from a list, else TeX as text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"
    exclude-result-prefixes="epub jk html book mml xlink oasis">
<xsl:template match="disp-formula">
  <div class="formula">
    <xsl:call-template name="common"/>
    <div class="formula-body" html:tabindex="0" html:role="group">
      <xsl:attribute name="html:aria-label"><xsl:if test="label"><xsl:value-of select="normalize-space(label)"/><xsl:text> </xsl:text></xsl:if><xsl:call-template name="word"><xsl:with-param name="key">formula-region</xsl:with-param></xsl:call-template></xsl:attribute>
      <xsl:apply-templates select="node()[not(self::label)]"/>
    </div>
    <xsl:if test="label"><span class="formula-number"><xsl:apply-templates select="label/node()"/></span></xsl:if>
  </div>
</xsl:template>
<xsl:template match="disp-formula-group"><div class="group"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:template>
<xsl:template match="inline-formula|chem-struct|chem-struct-wrap"><xsl:call-template name="anchor"/><xsl:apply-templates/></xsl:template>
<xsl:template match="tex-math"><code class="tex"><xsl:value-of select="normalize-space(.)"/></code></xsl:template>
<xsl:template match="disp-formula/graphic" priority="1">
  <xsl:if test="@jk:href"><img jk:for="html" src="{@jk:href}" alt="{normalize-space(alt-text)}{@jk:tex}"/></xsl:if>
  <xsl:choose>
    <xsl:when test="@jk:tex"><code class="tex"><xsl:call-template name="instead"/><xsl:value-of select="@jk:tex"/></code></xsl:when>
    <xsl:otherwise><span class="no-picture"><xsl:call-template name="instead"/><xsl:call-template name="word"><xsl:with-param name="key">picture-missing</xsl:with-param></xsl:call-template></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="mml:math">
  <xsl:copy>
    <xsl:if test="ancestor::disp-formula or @display = 'block'"><xsl:attribute name="display">block</xsl:attribute></xsl:if>
    <xsl:if test="@jk:tex"><xsl:attribute name="alttext"><xsl:value-of select="@jk:tex"/></xsl:attribute></xsl:if>
    <xsl:call-template name="math-attributes"/>
    <xsl:apply-templates select="*"/>
  </xsl:copy>
</xsl:template>
<xsl:template match="mml:mi|mml:mn|mml:mo|mml:mtext|mml:ms"><xsl:copy><xsl:call-template name="math-attributes"/><xsl:value-of select="."/></xsl:copy></xsl:template>
<xsl:template match="mml:mrow|mml:mspace|mml:mfrac|mml:msqrt|mml:mroot|mml:mstyle|mml:merror|mml:mpadded|mml:mphantom|mml:mfenced|mml:menclose|mml:msub|mml:msup|mml:msubsup|mml:munder|mml:mover|mml:munderover|mml:mmultiscripts|mml:mprescripts|mml:none|mml:mtable|mml:mtr|mml:mtd|mml:mlabeledtr"><xsl:copy><xsl:call-template name="math-attributes"/><xsl:apply-templates select="*"/></xsl:copy></xsl:template>
<xsl:template name="math-attributes">
  <xsl:for-each select="@*">
    <xsl:if test="contains(' mathvariant stretchy fence separator accent accentunder open close separators form largeop movablelimits symmetric lspace rspace width height depth voffset linethickness columnalign rowalign columnspacing rowspacing columnspan rowspan columnlines rowlines frame displaystyle scriptlevel notation minsize maxsize bevelled numalign denomalign ', concat(' ', name(), ' '))"><xsl:attribute name="{name()}"><xsl:value-of select="."/></xsl:attribute></xsl:if>
  </xsl:for-each>
</xsl:template>
<xsl:template match="mml:semantics|mml:maction|mml:mglyph|mml:*"><xsl:apply-templates select="*"/></xsl:template>
</xsl:stylesheet>
