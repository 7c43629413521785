#include "render/xml.h"

#include <stdbool.h>

#include "base/must.h"

/* U+FFFE or U+FFFF, the only other points that XML 1.0 (§2.2) leaves out and that UTF-8
   text may hold. */
static bool is_no_character(const char *at)
{
	return at[0] == '\xef' && at[1] == '\xbf' && (at[2] == '\xbe' || at[2] == '\xbf');
}

void xml_add(struct text *out, const char *text)
{
	must(text != NULL, "no text for XML");
	for (; *text != '\0'; text++) {
		if (is_no_character(text)) {
			text_add_char(out, ' ');
			text += 2;
			continue;
		}
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
