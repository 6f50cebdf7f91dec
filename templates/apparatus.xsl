<?xml version="1.0" encoding="UTF-8"?>
<!-- The apparatus as a section of the page: open questions first; a book has only these. It was joined to the text in C++ (jk:apparatus). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
    exclude-result-prefixes="epub jk html book mml xlink ali">
<xsl:template name="open-count">
  <xsl:if test="jk:apparatus/@open &gt; 0">
    <p class="open-count"><a href="#apparatus"><xsl:call-template name="fill"><xsl:with-param name="key">open-at-top</xsl:with-param><xsl:with-param name="n" select="jk:apparatus/@open"/></xsl:call-template></a></p>
  </xsl:if>
</xsl:template>

<xsl:template name="apparatus">
  <xsl:variable name="apps" select="jk:apparatus/jk:app"/>
  <xsl:if test="$apps">
    <section id="apparatus" class="apparatus" aria-labelledby="apparatus-h">
      <xsl:if test="not($apps/@open)"><xsl:attribute name="jk:for">html</xsl:attribute></xsl:if>
      <h2 id="apparatus-h"><xsl:call-template name="word"><xsl:with-param name="key">apparatus</xsl:with-param></xsl:call-template></h2>
      <p class="summary"><xsl:choose>
        <xsl:when test="jk:apparatus/@open &gt; 0"><xsl:call-template name="fill"><xsl:with-param name="key">apparatus-summary</xsl:with-param><xsl:with-param name="n" select="jk:apparatus/@count"/><xsl:with-param name="k" select="jk:apparatus/@open"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="fill"><xsl:with-param name="key">apparatus-settled</xsl:with-param><xsl:with-param name="n" select="jk:apparatus/@count"/></xsl:call-template></xsl:otherwise>
      </xsl:choose></p>
      <ol class="loci"><xsl:apply-templates select="$apps"/></ol>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template match="jk:app">
  <li id="{@id}">
    <xsl:attribute name="class"><xsl:choose><xsl:when test="@open">app is-open</xsl:when><xsl:otherwise>app</xsl:otherwise></xsl:choose></xsl:attribute>
    <xsl:if test="not(@open)"><xsl:attribute name="jk:for">html</xsl:attribute></xsl:if>
    <p class="context">
      <xsl:choose>
        <xsl:when test="@href"><a class="locus-number" href="{@href}"><xsl:attribute name="aria-label"><xsl:call-template name="fill"><xsl:with-param name="key">in-text-n</xsl:with-param><xsl:with-param name="n" select="@name"/></xsl:call-template></xsl:attribute><xsl:value-of select="substring-after(@name, '-')"/></a></xsl:when>
        <xsl:otherwise><span class="locus-number"><xsl:value-of select="substring-after(@name, '-')"/></span></xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
      <xsl:value-of select="jk:before"/><mark><xsl:value-of select="jk:lemma"/><xsl:if test="jk:lemma = ''">∅</xsl:if></mark><xsl:value-of select="jk:after"/>
    </p>
    <p class="readings">
      <xsl:for-each select="jk:reading">
        <span><xsl:attribute name="class">reading<xsl:if test="@lemma"> is-lemma</xsl:if></xsl:attribute>
          <xsl:choose><xsl:when test="normalize-space(.) = ''"><span class="nothing"><xsl:call-template name="word"><xsl:with-param name="key">nothing</xsl:with-param></xsl:call-template></span></xsl:when><xsl:otherwise><q><xsl:value-of select="."/></q></xsl:otherwise></xsl:choose>
          <xsl:text> </xsl:text>
          <span class="witnesses"><xsl:choose><xsl:when test="@wit != ''"><xsl:value-of select="@wit"/></xsl:when><xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key">emendation</xsl:with-param></xsl:call-template></xsl:otherwise></xsl:choose></span>
          <xsl:if test="@p != ''"><xsl:text> </xsl:text><span class="probability"><xsl:value-of select="@p"/></span></xsl:if>
        </span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </p>
    <p class="decision">
      <xsl:choose>
        <xsl:when test="@open"><strong><xsl:call-template name="word"><xsl:with-param name="key">undecided</xsl:with-param></xsl:call-template></strong></xsl:when>
        <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key">decided</xsl:with-param></xsl:call-template></xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="class" select="key('word', concat('class-', translate(@class, '-', '_')))"/>
      <xsl:if test="$class"><xsl:text> · </xsl:text><xsl:value-of select="$class"/></xsl:if>
      <xsl:variable name="by" select="key('word', concat('by-', @by))"/>
      <xsl:if test="$by"><xsl:text> · </xsl:text><xsl:value-of select="$by"/></xsl:if>
      <xsl:if test="@p != ''"><xsl:text> · </xsl:text><xsl:value-of select="@p"/></xsl:if>
      <xsl:for-each select="jk:note"><xsl:text> · </xsl:text><xsl:value-of select="."/></xsl:for-each>
    </p>
  </li>
</xsl:template>
</xsl:stylesheet>
