#include "base/language.h"

#include <string.h>

enum language language_parse(const char *text)
{
	return text != NULL && strncmp(text, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_VI;
}

const char *language_code(enum language language)
{
	return language == LANGUAGE_EN ? "en" : "vi";
}
