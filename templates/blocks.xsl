<?xml version="1.0" encoding="UTF-8"?>
<!-- Sections, paragraphs, lists, quotations, figures. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops" xmlns:jk="urn:jiaokan:render" xmlns:html="urn:jiaokan:html" xmlns:book="urn:jiaokan:epub"
    xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"
    exclude-result-prefixes="epub jk html book mml xlink oasis">
<xsl:template match="body|back|floats-group|app-group[not(title)]|jk:group"><xsl:apply-templates/></xsl:template>
<xsl:template match="jk:words|jk:contents|jk:apparatus|jk:back|label"/>
<xsl:template match="title"/>

<xsl:template match="sec|ack|app|app-group[title]|glossary|notes|sec-meta">
  <section>
    <xsl:call-template name="common"/>
    <!-- Only these are landmarks: a landmark for every section would be noise to those who move by them. -->
    <xsl:if test="(self::ack or self::app) and @jk:level and not(ancestor::sub-article or ancestor::response)">
    <xsl:attribute name="aria-labelledby"><xsl:value-of select="concat(@id, '-h')"/></xsl:attribute>
    <xsl:choose>
      <xsl:when test="self::ack and @jk:level"><xsl:attribute name="role">doc-acknowledgments</xsl:attribute></xsl:when>
      <xsl:when test="self::app and @jk:level"><xsl:attribute name="role">doc-appendix</xsl:attribute></xsl:when>
    </xsl:choose>
    </xsl:if>
    <xsl:call-template name="heading"/>
    <xsl:apply-templates/>
  </section>
</xsl:template>
<xsl:template match="sec-meta"/>

<xsl:template match="p">
  <p>
    <xsl:call-template name="common"/>
    <xsl:if test="@jk:continued"><xsl:attribute name="class">continued</xsl:attribute></xsl:if>
    <xsl:apply-templates/>
  </p>
</xsl:template>
<!-- Nothing to read: no paragraph. -->
<xsl:template match="p[not(node())]" priority="1"><xsl:if test="@id"><div id="{@id}" class="anchor"></div></xsl:if></xsl:template>

<xsl:template match="list">
  <xsl:call-template name="list-title"/>
  <xsl:choose>
    <xsl:when test="@list-type = 'order' or @list-type = 'alpha-lower' or @list-type = 'alpha-upper' or @list-type = 'roman-lower' or @list-type = 'roman-upper'">
      <ol>
        <xsl:call-template name="common"/>
        <xsl:attribute name="class"><xsl:value-of select="@list-type"/><xsl:if test="list-item/label"> labelled</xsl:if></xsl:attribute>
        <xsl:apply-templates select="list-item"/>
      </ol>
    </xsl:when>
    <xsl:otherwise>
      <ul>
        <xsl:call-template name="common"/>
        <xsl:if test="@list-type = 'simple' or list-item/label"><xsl:attribute name="class">labelled</xsl:attribute></xsl:if>
        <xsl:apply-templates select="list-item"/>
      </ul>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="list-title"><xsl:if test="normalize-space(title) != ''"><p class="title"><xsl:apply-templates select="title/node()"/></p></xsl:if></xsl:template>
<xsl:template match="list-item">
  <li>
    <xsl:call-template name="common"/>
    <xsl:choose>
      <xsl:when test="label and p[1]">
        <p><xsl:if test="p[1]/@id"><xsl:attribute name="id"><xsl:value-of select="p[1]/@id"/></xsl:attribute></xsl:if><span class="label"><xsl:apply-templates select="label/node()"/></span><xsl:apply-templates select="p[1]/node()"/></p>
        <xsl:apply-templates select="*[not(self::label)][not(self::p and not(preceding-sibling::p))]"/>
      </xsl:when>
      <xsl:when test="label"><p><xsl:apply-templates select="label/node()"/></p><xsl:apply-templates/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </li>
</xsl:template>

<xsl:template match="def-list">
  <xsl:call-template name="list-title"/>
  <xsl:if test="def-item"><dl><xsl:call-template name="common"/>
    <xsl:for-each select="def-item">
      <dt><xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if><xsl:apply-templates select="term/node()"/></dt>
      <xsl:if test="not(def)"><dd></dd></xsl:if>
      <xsl:for-each select="def"><dd><xsl:call-template name="common"/><xsl:apply-templates/></dd></xsl:for-each>
    </xsl:for-each>
  </dl></xsl:if>
  <xsl:apply-templates select="def-list"/>
</xsl:template>

<xsl:template match="disp-quote"><blockquote><xsl:call-template name="common"/><xsl:call-template name="list-title"/><xsl:apply-templates/></blockquote></xsl:template>
<xsl:template match="p[@content-type = 'attribution']" priority="1"><p class="attribution"><xsl:call-template name="common"/><xsl:apply-templates/></p></xsl:template>
<xsl:template match="attrib"><p class="attribution"><xsl:apply-templates/></p></xsl:template>
<xsl:template match="verse-group"><div class="verse"><xsl:call-template name="common"/><xsl:call-template name="list-title"/><xsl:apply-templates/></div></xsl:template>
<xsl:template match="verse-line"><p><xsl:apply-templates/></p></xsl:template>
<xsl:template match="speech"><div class="speech"><xsl:call-template name="common"/><p class="title"><xsl:apply-templates select="speaker/node()"/></p><xsl:apply-templates select="*[not(self::speaker)]"/></div></xsl:template>
<xsl:template match="boxed-text">
  <div class="box">
    <xsl:call-template name="common"/>
    <xsl:call-template name="heading"/>
    <xsl:if test="normalize-space(caption) != '' or label"><p class="title"><xsl:apply-templates select="label/node()"/><xsl:if test="label"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="caption/title/node()"/></p><xsl:apply-templates select="caption/p"/></xsl:if>
    <xsl:apply-templates select="*[not(self::caption)]"/>
  </div>
</xsl:template>
<xsl:template match="statement"><div class="statement"><xsl:call-template name="common"/>
  <xsl:if test="label or title"><p class="title"><xsl:apply-templates select="label/node()"/><xsl:if test="label and title"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="title/node()"/></p></xsl:if>
  <xsl:apply-templates/></div></xsl:template>
<xsl:template match="code|preformat"><pre><xsl:call-template name="common"/><code><xsl:apply-templates/></code></pre></xsl:template>
<xsl:template match="p//code|td//code|th//code|title//code" priority="1"><code><xsl:apply-templates/></code></xsl:template>
<xsl:template match="hr"><hr/></xsl:template>

<xsl:template match="fig">
  <figure>
    <xsl:call-template name="common"/>
    <xsl:apply-templates select="*[not(self::label or self::caption or self::attrib or self::permissions)]"/>
    <xsl:if test="not(.//graphic|.//media|.//table|.//disp-formula|p|code|preformat)"><xsl:call-template name="no-picture"/></xsl:if>
    <xsl:call-template name="caption"/>
  </figure>
</xsl:template>
<xsl:template match="fig//fig" priority="1"><div><xsl:call-template name="common"/><xsl:apply-templates select="*[not(self::label or self::caption)]"/><p><xsl:apply-templates select="label/node()"/><xsl:text> </xsl:text><xsl:apply-templates select="caption/title/node()"/></p></div></xsl:template>
<xsl:template match="fig-group|table-wrap-group"><div class="group"><xsl:call-template name="common"/>
  <xsl:if test="label or caption"><p class="title"><xsl:apply-templates select="label/node()"/><xsl:if test="label"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="caption/title/node()"/></p><xsl:apply-templates select="caption/p"/></xsl:if>
  <xsl:apply-templates select="*[not(self::caption)]"/></div></xsl:template>
<xsl:template match="caption"/>
<xsl:template name="caption">
  <xsl:if test="label or caption or attrib">
    <figcaption>
      <xsl:for-each select="caption[1] | self::*[not(caption)]">
        <xsl:variable name="label" select="(self::caption/../label | self::*[not(self::caption)]/label)[1]"/>
        <p class="caption-title">
          <xsl:if test="$label"><span class="label"><xsl:apply-templates select="$label/node()"/></span></xsl:if>
          <xsl:if test="$label and self::caption/title"><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="self::caption/title/node()"/>
        </p>
        <xsl:apply-templates select="self::caption/*[not(self::title)]"/>
      </xsl:for-each>
      <xsl:for-each select="caption[position() &gt; 1]">
        <p class="caption-title"><xsl:call-template name="lang"/>
          <xsl:if test="../label[2]"><span class="label"><xsl:apply-templates select="../label[2]/node()"/></span><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates select="title/node()"/></p>
        <xsl:apply-templates select="*[not(self::title)]"/>
      </xsl:for-each>
      <xsl:apply-templates select="attrib"/>
    </figcaption>
  </xsl:if>
</xsl:template>

<xsl:template match="graphic">
  <xsl:call-template name="anchor"/>
  <xsl:if test="@jk:href">
    <img src="{@jk:href}" html:loading="lazy">
      <xsl:call-template name="unless-packed"/>
      <xsl:attribute name="alt"><xsl:choose>
        <xsl:when test="normalize-space(alt-text) != ''"><xsl:value-of select="normalize-space(alt-text)"/></xsl:when>
        <xsl:when test="normalize-space(../alt-text) != ''"><xsl:value-of select="normalize-space(../alt-text)"/></xsl:when>
        <xsl:when test="../label"><xsl:value-of select="normalize-space(../label)"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="key">figure</xsl:with-param></xsl:call-template></xsl:otherwise>
      </xsl:choose></xsl:attribute>
    </img>
  </xsl:if>
  <xsl:if test="not(@jk:href and @jk:packed)"><xsl:call-template name="no-picture"/></xsl:if>
</xsl:template>
<!-- A picture that the book does not have stands in the page alone, and what is said instead in the book. -->
<xsl:template name="unless-packed"><xsl:if test="not(@jk:packed)"><xsl:attribute name="jk:for">html</xsl:attribute></xsl:if></xsl:template>
<xsl:template name="instead"><xsl:if test="@jk:href"><xsl:attribute name="jk:for">epub</xsl:attribute></xsl:if></xsl:template>
<xsl:template name="no-picture">
  <p class="no-picture"><xsl:call-template name="instead"/><xsl:call-template name="word"><xsl:with-param name="key">picture-missing</xsl:with-param></xsl:call-template><xsl:if test="normalize-space(alt-text) != '' and not(../caption or ../label)"><xsl:text> </xsl:text><xsl:value-of select="normalize-space(alt-text)"/></xsl:if></p>
</xsl:template>
<xsl:template match="sec/media|sec/supplementary-material|app/supplementary-material|fig/media|body/media|body/supplementary-material|app/media|boxed-text/media|notes/supplementary-material|back/supplementary-material|floats-group/supplementary-material|floats-group/media" priority="1">
  <div class="file">
    <xsl:call-template name="common"/>
    <xsl:if test="label or caption/title"><p class="title">
      <xsl:apply-templates select="label/node()"/><xsl:if test="label and caption/title"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="caption/title/node()"/></p></xsl:if>
    <xsl:apply-templates select="caption/*[not(self::title)]"/>
    <xsl:apply-templates select="*[not(self::caption)]"/>
    <xsl:if test="@jk:href"><p><a class="address" href="{@jk:href}"><xsl:value-of select="@jk:href"/></a></p></xsl:if>
  </div>
</xsl:template>

<!-- Notes. -->
<xsl:template match="fn-group">
  <xsl:choose>
    <xsl:when test="@jk:level">
      <section class="notes">
        <xsl:call-template name="common"/>
        <xsl:if test="generate-id() = generate-id((/article/back/fn-group)[1])">
          <xsl:attribute name="aria-labelledby"><xsl:value-of select="concat(@id, '-h')"/></xsl:attribute>
          <xsl:attribute name="html:role">doc-endnotes</xsl:attribute>
        </xsl:if>
        <xsl:call-template name="heading"/>
        <xsl:apply-templates/>
      </section>
    </xsl:when>
    <xsl:otherwise><div class="notes"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template match="fn">
  <xsl:choose>
    <xsl:when test="jk:back">
      <div class="note" role="doc-footnote" jk:tags="html">
        <xsl:call-template name="common"/>
        <aside class="note" epub:type="footnote" role="doc-footnote" jk:tags="epub"><xsl:call-template name="common"/><xsl:call-template name="note"/></aside>
      </div>
    </xsl:when>
    <xsl:otherwise><div class="note"><xsl:call-template name="common"/><xsl:call-template name="note"/></div></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="note">
  <xsl:variable name="label">
    <xsl:choose><xsl:when test="@specific-use = 'mark-within'"/><xsl:when test="label"><xsl:value-of select="normalize-space(label)"/></xsl:when><xsl:when test="@symbol"><xsl:value-of select="@symbol"/></xsl:when><xsl:when test="jk:back"><xsl:value-of select="@jk:n"/></xsl:when></xsl:choose>
  </xsl:variable>
  <xsl:for-each select="p[1]">
    <p>
      <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
      <xsl:if test="$label != ''"><span class="label"><xsl:value-of select="$label"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="count(../p) = 1"><xsl:for-each select=".."><xsl:call-template name="backs"/></xsl:for-each></xsl:if>
    </p>
  </xsl:for-each>
  <xsl:apply-templates select="*[not(self::p and not(preceding-sibling::p))]"/>
  <xsl:if test="count(p) != 1 and jk:back"><p><xsl:call-template name="backs"/></p></xsl:if>
</xsl:template>
<!-- The ways back: ↩ when there is one, ↩1 ↩2 … when there are more. -->
<xsl:template name="backs">
  <xsl:if test="jk:back">
    <span class="backs">
      <xsl:for-each select="jk:back">
        <xsl:text> </xsl:text>
        <a href="{@href}" role="doc-backlink" aria-label="{@label}">↩<xsl:if test="count(../jk:back) &gt; 1"><xsl:value-of select="@n"/></xsl:if></a>
      </xsl:for-each>
    </span>
  </xsl:if>
</xsl:template>

<xsl:template match="sub-article|response">
  <section class="part">
    <xsl:call-template name="common"/>
    <xsl:element name="h{@jk:level}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="id"><xsl:value-of select="concat(@id, '-h')"/></xsl:attribute>
      <xsl:variable name="title" select="(front-stub|front/article-meta)/title-group/article-title"/>
      <xsl:apply-templates select="$title/node()"/>
      <xsl:if test="normalize-space($title) = ''"><xsl:call-template name="word"><xsl:with-param name="key">part</xsl:with-param></xsl:call-template></xsl:if>
    </xsl:element>
    <xsl:for-each select="front-stub|front/article-meta">
      <xsl:call-template name="authors"/>
      <xsl:apply-templates select="abstract|trans-abstract"/>
    </xsl:for-each>
    <xsl:apply-templates select="body|back|floats-group|sub-article|response"/>
  </section>
</xsl:template>
<xsl:template match="front|front-stub"/>
</xsl:stylesheet>
