#include "render/xml.h"

#include "base/must.h"

void xml_add(struct text *out, const char *text)
{
	must(text != NULL, "no text for XML");
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&':
			text_add(out, "&amp;");
			break;
		case '<':
			text_add(out, "&lt;");
			break;
		case '>':
			text_add(out, "&gt;");
			break;
		case '"':
			text_add(out, "&quot;");
			break;
		default:
			text_add_char(out, (unsigned char)*text < 0x20 && *text != '\n' ? ' ' :
				      *text);
		}
	}
}
