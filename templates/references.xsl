<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of references. A mixed-citation is printed as it stands; an element-citation has no punctuation of its own and gets ours. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
    exclude-result-prefixes="epub jk html book mml xlink ali">
<xsl:template match="ref-list">
  <xsl:choose>
    <xsl:when test="@jk:level and not(ancestor::ref-list)">
      <section class="references">
        <xsl:call-template name="common"/>
        <xsl:if test="generate-id() = generate-id((/article/back//ref-list[@jk:level])[1])">
          <xsl:attribute name="epub:type">bibliography</xsl:attribute>
          <xsl:attribute name="role">doc-bibliography</xsl:attribute>
          <xsl:attribute name="aria-labelledby"><xsl:value-of select="concat(@id, '-h')"/></xsl:attribute>
        </xsl:if>
        <xsl:call-template name="heading"/>
        <xsl:call-template name="references"/>
      </section>
    </xsl:when>
    <xsl:otherwise><div class="references"><xsl:call-template name="common"/><xsl:call-template name="heading"/><xsl:call-template name="references"/></div></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="references">
  <xsl:apply-templates select="*[not(self::ref or self::ref-list)]"/>
  <xsl:choose>
    <xsl:when test="ref[@jk:numbered]"><ol class="numbered"><xsl:apply-templates select="ref"/></ol></xsl:when>
    <xsl:when test="ref"><ol class="unnumbered"><xsl:apply-templates select="ref"/></ol></xsl:when>
  </xsl:choose>
  <xsl:apply-templates select="ref-list"/>
</xsl:template>

<xsl:template match="ref">
  <li id="{@id}">
    <xsl:if test="@jk:numbered"><xsl:attribute name="value"><xsl:value-of select="@jk:n"/></xsl:attribute></xsl:if>
    <xsl:call-template name="lang"/>
    <p>
      <xsl:if test="label and not(@jk:numbered)"><span class="label"><xsl:apply-templates select="label/node()"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:for-each select="mixed-citation|element-citation|note/p|nlm-citation">
        <xsl:if test="position() &gt; 1"><br/></xsl:if>
        <xsl:choose>
          <xsl:when test="@jk:lang != '' and @jk:lang != $lang"><span><xsl:call-template name="common"/><xsl:apply-templates select="." mode="citation"/></span></xsl:when>
          <xsl:otherwise><xsl:call-template name="anchor"/><xsl:apply-templates select="." mode="citation"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:if test="@jk:search"><jk:only jk:for="html">
        <xsl:text> </xsl:text>
        <a class="search" href="{@jk:search}">
          <xsl:attribute name="aria-label"><xsl:call-template name="fill"><xsl:with-param name="key">search-n</xsl:with-param><xsl:with-param name="n" select="@jk:n"/></xsl:call-template></xsl:attribute>
          <xsl:call-template name="word"><xsl:with-param name="key">search</xsl:with-param></xsl:call-template>
        </a>
      </jk:only></xsl:if>
      <xsl:call-template name="backs"/>
    </p>
  </li>
</xsl:template>

<xsl:template match="mixed-citation|note/p" mode="citation"><xsl:apply-templates select="node()[not(self::label)]"/></xsl:template>

<xsl:template match="mixed-citation//name|mixed-citation//string-name"><xsl:apply-templates/></xsl:template>
<xsl:template match="mixed-citation//name[not(text()[normalize-space(.) != ''])]" priority="1">
  <xsl:choose>
    <xsl:when test="text() and not(@name-style = 'eastern')"><xsl:apply-templates/></xsl:when>
    <xsl:otherwise><xsl:call-template name="cited-name"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<!-- 程铭 without a gap, also where a locus lies inside; Latin names family first. -->
<xsl:template name="cited-name">
  <xsl:choose>
    <xsl:when test="concat(surname, given-names) = @jk:display"><xsl:apply-templates select="surname/node()"/><xsl:apply-templates select="given-names/node()"/></xsl:when>
    <xsl:otherwise>
      <xsl:apply-templates select="surname/node()"/>
      <xsl:if test="surname and given-names"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="given-names/node()"/>
      <xsl:if test="suffix"><xsl:text> </xsl:text><xsl:apply-templates select="suffix/node()"/></xsl:if>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="element-citation|nlm-citation" mode="citation">
  <xsl:for-each select="person-group[not(@person-group-type = 'editor' or @person-group-type = 'translator')] | name[not(../person-group)] | string-name | collab[not(../person-group)]">
    <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="self::person-group"><xsl:call-template name="cited-people"/></xsl:when>
      <xsl:when test="self::name"><xsl:call-template name="cited-name"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
  <xsl:if test="person-group[not(@person-group-type = 'editor' or @person-group-type = 'translator')] | name | string-name | collab"><xsl:text>. </xsl:text></xsl:if>
  <xsl:for-each select="article-title|chapter-title|data-title|part-title|trans-title">
    <xsl:apply-templates/><xsl:call-template name="full-stop"/>
  </xsl:for-each>
  <xsl:for-each select="person-group[@person-group-type = 'editor' or @person-group-type = 'translator']">
    <xsl:call-template name="cited-people"/><xsl:text> (</xsl:text><xsl:value-of select="@person-group-type"/><xsl:text>). </xsl:text>
  </xsl:for-each>
  <xsl:for-each select="source"><i><xsl:apply-templates/></i><xsl:if test="position() != last()"><xsl:text>, </xsl:text></xsl:if></xsl:for-each>
  <xsl:if test="edition"><xsl:text>, </xsl:text><xsl:apply-templates select="edition[1]/node()"/></xsl:if>
  <xsl:if test="conf-name"><xsl:text>. </xsl:text><xsl:apply-templates select="conf-name[1]/node()"/></xsl:if>
  <xsl:if test="conf-loc"><xsl:text>, </xsl:text><xsl:apply-templates select="conf-loc[1]/node()"/></xsl:if>
  <xsl:if test="publisher-loc|publisher-name">
    <xsl:if test="source"><xsl:text>. </xsl:text></xsl:if>
    <xsl:apply-templates select="publisher-loc[1]/node()"/>
    <xsl:if test="publisher-loc and publisher-name"><xsl:text>: </xsl:text></xsl:if>
    <xsl:apply-templates select="publisher-name[1]/node()"/>
  </xsl:if>
  <xsl:if test="year"><xsl:if test="source|publisher-name|publisher-loc"><xsl:text>, </xsl:text></xsl:if><xsl:apply-templates select="year[1]/node()"/></xsl:if>
  <xsl:if test="volume"><xsl:text>, </xsl:text><xsl:apply-templates select="volume[1]/node()"/></xsl:if>
  <xsl:if test="issue"><xsl:text>(</xsl:text><xsl:apply-templates select="issue[1]/node()"/><xsl:text>)</xsl:text></xsl:if>
  <xsl:if test="fpage|elocation-id|page-range">
    <xsl:text>: </xsl:text>
    <xsl:choose>
      <xsl:when test="fpage"><xsl:apply-templates select="fpage[1]/node()"/><xsl:if test="lpage and not(lpage = fpage)"><xsl:text>–</xsl:text><xsl:apply-templates select="lpage[1]/node()"/></xsl:if></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="(elocation-id|page-range)[1]/node()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:if>
  <xsl:text>.</xsl:text>
  <xsl:for-each select="patent|comment|date-in-citation|ext-link|uri|pub-id[@pub-id-type = 'doi' or @pub-id-type = 'pmid' or @pub-id-type = 'arxiv']">
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="self::pub-id[@jk:href]"><a class="address" href="{@jk:href}"><xsl:choose><xsl:when test="@pub-id-type = 'doi'"><xsl:value-of select="@jk:href"/></xsl:when><xsl:otherwise><xsl:value-of select="concat(translate(@pub-id-type, 'pmidarxv', 'PMIDARXV'), ' ', normalize-space(.))"/></xsl:otherwise></xsl:choose></a></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</xsl:template>
<xsl:template name="full-stop">
  <xsl:variable name="text" select="normalize-space(.)"/>
  <xsl:if test="not(contains('.?!。？！', substring($text, string-length($text))))"><xsl:text>.</xsl:text></xsl:if>
  <xsl:text> </xsl:text>
</xsl:template>
<xsl:template name="cited-people">
  <xsl:for-each select="name|string-name|collab|etal|anonymous">
    <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
    <xsl:choose>
      <xsl:when test="self::name"><xsl:call-template name="cited-name"/></xsl:when>
      <xsl:when test="self::etal"><xsl:text>et al.</xsl:text></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:for-each>
</xsl:template>
<xsl:template match="etal"><xsl:choose><xsl:when test="node()"><xsl:apply-templates/></xsl:when><xsl:otherwise>et al.</xsl:otherwise></xsl:choose></xsl:template>
</xsl:stylesheet>
