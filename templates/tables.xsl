<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables of the HTML model and, as far as they go, of the OASIS model. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"
    exclude-result-prefixes="epub jk html book mml xlink oasis">
<xsl:template match="table-wrap">
  <figure class="table">
    <xsl:call-template name="common"/>
    <xsl:call-template name="caption"/>
    <xsl:apply-templates select="*[not(self::label or self::caption or self::attrib or self::permissions or self::table-wrap-foot)]"/>
    <xsl:apply-templates select="table-wrap-foot"/>
  </figure>
</xsl:template>
<!-- Notes behind a paragraph (注：) are run in with it, as they are printed. -->
<xsl:template match="table-wrap-foot"><div class="table-notes"><xsl:apply-templates/></div></xsl:template>
<xsl:template match="table-wrap-foot[p[following-sibling::fn]]">
  <div class="table-notes run-in"><xsl:for-each select="*"><xsl:apply-templates select="."/><xsl:text> </xsl:text></xsl:for-each></div>
</xsl:template>

<!-- On a narrow screen the table is moved, not the page; whoever uses a keyboard must be able to reach it. -->
<xsl:template match="table|oasis:table">
  <div jk:tags="html" class="scroll" tabindex="0" role="group">
    <xsl:attribute name="aria-label"><xsl:if test="../label"><xsl:value-of select="normalize-space(../label[1])"/><xsl:text> </xsl:text></xsl:if><xsl:call-template name="word"><xsl:with-param name="key">table-region</xsl:with-param></xsl:call-template></xsl:attribute>
    <xsl:call-template name="table"/>
  </div>
</xsl:template>
<xsl:template name="table">
  <xsl:if test=".//tr|.//oasis:row">
    <table>
      <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="self::oasis:table"><xsl:apply-templates select="oasis:tgroup/oasis:thead"/><xsl:apply-templates select="oasis:tgroup/oasis:tbody"/></xsl:when>
        <xsl:when test="tbody|thead|tfoot"><xsl:apply-templates select="thead"/><xsl:apply-templates select="tbody"/><xsl:if test="tr"><tbody><xsl:apply-templates select="tr"/></tbody></xsl:if><xsl:apply-templates select="tfoot"/></xsl:when>
        <xsl:otherwise><tbody><xsl:apply-templates select="tr"/></tbody></xsl:otherwise>
      </xsl:choose>
    </table>
  </xsl:if>
</xsl:template>
<xsl:template match="thead|tbody|tfoot|oasis:thead|oasis:tbody">
  <xsl:if test="tr|oasis:row">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml"><xsl:apply-templates select="tr|oasis:row"/></xsl:element>
  </xsl:if>
</xsl:template>
<xsl:template match="tr|oasis:row"><tr><xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if><xsl:apply-templates select="td|th|oasis:entry"/><xsl:if test="not(td|th|oasis:entry)"><td></td></xsl:if></tr></xsl:template>
<xsl:template match="td"><td><xsl:call-template name="cell"/><xsl:call-template name="spans"/><xsl:apply-templates/></td></xsl:template>
<xsl:template match="th">
  <th>
    <xsl:call-template name="cell"/>
    <xsl:call-template name="spans"/>
    <xsl:attribute name="scope"><xsl:choose>
      <xsl:when test="@scope = 'col' or @scope = 'row' or @scope = 'colgroup' or @scope = 'rowgroup'"><xsl:value-of select="@scope"/></xsl:when>
      <xsl:when test="ancestor::thead or preceding-sibling::*">col</xsl:when>
      <xsl:otherwise>row</xsl:otherwise>
    </xsl:choose></xsl:attribute>
    <xsl:apply-templates/>
  </th>
</xsl:template>
<!-- A header with nothing in it is no header. -->
<xsl:template match="th[normalize-space(.) = '' and not(.//*)]" priority="1"><td><xsl:call-template name="cell"/><xsl:call-template name="spans"/></td></xsl:template>
<xsl:template name="spans">
  <xsl:for-each select="@*">
    <xsl:if test="(name() = 'rowspan' or name() = 'colspan') and number(.) &gt; 1 and number(.) &lt; 1000"><xsl:attribute name="{name()}"><xsl:value-of select="floor(number(.))"/></xsl:attribute></xsl:if>
  </xsl:for-each>
</xsl:template>
<xsl:template name="cell">
  <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
  <xsl:if test="@align = 'right' or @align = 'center' or @align = 'char'"><xsl:attribute name="class"><xsl:choose><xsl:when test="@align = 'center'">center</xsl:when><xsl:otherwise>right</xsl:otherwise></xsl:choose></xsl:attribute></xsl:if>
</xsl:template>
<xsl:template match="oasis:entry">
  <xsl:element name="{substring('thtd', 1 + 2 * not(ancestor::oasis:thead), 2)}" namespace="http://www.w3.org/1999/xhtml">
    <xsl:if test="number(@morerows) &gt; 0 and number(@morerows) &lt; 999"><xsl:attribute name="rowspan"><xsl:value-of select="@morerows + 1"/></xsl:attribute></xsl:if>
    <xsl:variable name="first" select="ancestor::oasis:tgroup/oasis:colspec[@colname = current()/@namest]"/>
    <xsl:variable name="last" select="ancestor::oasis:tgroup/oasis:colspec[@colname = current()/@nameend]"/>
    <xsl:if test="$first and $last">
      <xsl:variable name="span" select="count($last/preceding-sibling::oasis:colspec) - count($first/preceding-sibling::oasis:colspec) + 1"/>
      <xsl:if test="$span &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="$span"/></xsl:attribute></xsl:if>
    </xsl:if>
    <xsl:if test="ancestor::oasis:thead"><xsl:attribute name="scope">col</xsl:attribute></xsl:if>
    <xsl:call-template name="cell"/>
    <xsl:apply-templates/>
  </xsl:element>
</xsl:template>
<xsl:template match="col|colgroup|oasis:colspec"/>
</xsl:stylesheet>
