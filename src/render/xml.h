#ifndef RENDER_XML_H
#define RENDER_XML_H
/* Text into XML. */

#include "base/text.h"

/* Escaped; what XML 1.0 cannot hold becomes a space. */
void xml_add(struct text *out, const char *text);

#endif
