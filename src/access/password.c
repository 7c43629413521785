#include "access/password.h"

#include <string.h>

#include "access/private.h"
#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"

#define LEFT_LEAST 6	/* characters that must remain besides what is common */

static access_word_source *word_source;

/* What people try first; also as parts of longer passwords. */
static const char *const common_words[] = {
	"dientap", "quocphong", "quansu", "bochqs", "bochihuy", "banchqs", "quandoi", "congan",
	"khuvucphongthu", "phongthu", "dansu", "phongthudansu", "chihuy", "vietnam", "matkhau",
	"tinhuy", "huyenuy", "uyban", "ubnd", "password", "passw0rd", "admin", "administrator",
	"quantri", "letmein", "welcome", "iloveyou", "anhyeuem", "emyeuanh", "toiyeuem",
	"qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "asdfgh", "1q2w3e4r", "1qaz2wsx",
	"abcdefghijklmnopqrstuvwxyz", "abcdefgh", "abcdef", "abcd", "abc", "01234567890123456789",
	"1234567890", "0123456789", "123456789", "12345678", "1234567", "123456", "12345", "1234",
	"9876543210", "987654321", "654321", "0987654321", "daklak", "krongana", "buonmathuot",
	"hanoi", "saigon", "dragon", "monkey", "football", "sunshine", "princess", "changeme",
	"secret", "dangnhap", "login", "khongbiet", "xinchao", "hochiminh", "bachho",
};

void access_set_word_source(access_word_source *source)
{
	word_source = source;
}

const char *password_key(struct arena *arena, const char *text)
{
	struct text out = { .arena = arena };

	for (const char *at = utf8_search_key(arena, text); *at != '\0'; at++)
		if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || (*at & 0x80) != 0)
			text_add_char(&out, *at);
	return text_string(&out);
}

/* The key without each place where the word stands. */
static const char *without(struct arena *arena, const char *key, const char *word)
{
	struct text out = { .arena = arena };
	size_t length = strlen(word);

	while (*key != '\0') {
		if (strncmp(key, word, length) == 0)
			key += length;
		else
			text_add_char(&out, *key++);
	}
	return text_string(&out);
}

/* A year of our time is worth no more than a letter; the first goes to *year_out. */
static const char *without_years(struct arena *arena, const char *key, const char **year_out)
{
	struct text out = { .arena = arena };

	while (*key != '\0') {
		bool year = (strncmp(key, "19", 2) == 0 || strncmp(key, "20", 2) == 0) &&
			    strspn(key, "0123456789") >= 4;

		if (!year)
			text_add_char(&out, *key);
		else if (*year_out == NULL)
			*year_out = arena_copy_bytes(arena, key, 4);
		key += year ? 4 : 1;
	}
	return text_string(&out);
}

static size_t count_distinct(const char *text)
{
	bool seen[256] = { false };
	size_t count = 0;

	for (; *text != '\0'; text++) {
		count += !seen[(unsigned char)*text];
		seen[(unsigned char)*text] = true;
	}
	return count;
}

const char *password_common_word(struct arena *arena, const char *key,
				 const char *const words[], size_t count)
{
	const char *left = key, *longest = NULL, *year = NULL;

	for (size_t i = 0; i < count; i++) {
		if (*words[i] == '\0' || strstr(left, words[i]) == NULL)
			continue;
		if (longest == NULL || strlen(words[i]) > strlen(longest))
			longest = words[i];
		left = without(arena, left, words[i]);
	}
	const char *bare = without_years(arena, left, &year);

	if (longest == NULL)
		longest = year;
	if (longest != NULL && (utf8_count(bare) < LEFT_LEAST || count_distinct(bare) < 4))
		return longest;
	return NULL;
}

/* The words that belong to this office and this account. */
static bool list_words(struct store *store, struct arena *arena, const struct account *account,
		       const char *key, const char *words_out[4], size_t *count_out,
		       struct fault *fault)
{
	const char *office, *unit = NULL;
	size_t count = 0;

	if (!store_text(store, arena, "SELECT value FROM office_setting WHERE name = 'name'",
			NO_BINDS, &office, fault))
		return false;
	if (word_source != NULL && !word_source(store, arena, key, &unit, fault))
		return false;
	if (unit != NULL)
		words_out[count++] = unit;
	if (office != NULL)
		words_out[count++] = password_key(arena, office);
	words_out[count++] = password_key(arena, account->display_name);
	words_out[count++] = password_key(arena, account->login);
	*count_out = count;
	return true;
}

static bool check_words(struct store *store, struct arena *arena, const struct account *account,
			const char *password, struct fault *fault)
{
	const char *key = password_key(arena, password);
	const size_t common = sizeof(common_words) / sizeof(common_words[0]);
	const char *words[4 + sizeof(common_words) / sizeof(common_words[0])];
	size_t count;

	if (!list_words(store, arena, account, key, words, &count, fault))
		return false;
	memcpy(words + count, common_words, sizeof(common_words));
	const char *found = password_common_word(arena, key, words, count + common);

	if (found == NULL && count_distinct(password) < 5)
		found = arena_copy_bytes(arena, password, 1);
	return found == NULL || fault_add_problem(fault, arena, "/password",
						  PROBLEM_PASSWORD_COMMON, found);
}

bool password_check(struct store *store, struct arena *arena, const struct account *account,
		    const char *password, struct fault *fault)
{
	size_t length = strlen(password);
	size_t least = account->second_factor ? PASSWORD_LEAST_WITH_CODE : PASSWORD_LEAST;

	if (length > PASSWORD_BYTES_MOST)
		return fault_add_problem(fault, arena, "/password", PROBLEM_TOO_LONG,
					 arena_printf(arena, "%d", PASSWORD_BYTES_MOST));
	if (!utf8_is_valid(password, length))
		return fault_add_problem(fault, arena, "/password", PROBLEM_BAD_UTF8, NULL);
	if (utf8_count(utf8_compatible(arena, password)) < least)
		return fault_add_problem(fault, arena, "/password", PROBLEM_PASSWORD_SHORT,
					 arena_printf(arena, "%zu", least));
	return check_words(store, arena, account, password, fault);
}

_Static_assert(sizeof(((struct new_password *)0)->hash) == PASSWORD_HASH_SIZE, "it fits");

bool access_prepare_password(struct store *store, struct arena *arena,
			     struct new_password *password, struct fault *fault)
{
	must(!id_is_none(password->account_id) && password->password != NULL,
	     "a password of an account");
	const struct account *account = access_read_account(store, arena, password->account_id,
							    fault);

	if (account == NULL || !password_check(store, arena, account, password->password, fault))
		return false;
	password_hash(password->password, password->hash);
	return true;
}

bool access_write_password(struct journal *journal, const struct new_password *password,
			   struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct arena *arena = journal_arena(journal);
	struct account *account = access_read_account(store, arena, password->account_id, fault);
	const char *text = password->password;

	must(password->hash[0] == '$', "the hash is made before it is written");
	if (account == NULL || !password_check(store, arena, account, text, fault))
		return false;
	bool is_short = utf8_count(utf8_compatible(arena, text)) < PASSWORD_LEAST;

	must(!is_short || account->second_factor, "a short password needs its factor");
	if (!secret_write_password(store, password->account_id, password->hash, is_short, fault))
		return false;
	account->password_set_at = journal_now(journal);
	return journal_change(journal, &account_type, account, fault);
}

bool access_set_password(struct journal *journal, struct id account_id, const char *password,
			 struct fault *fault)
{
	struct new_password new = { .account_id = account_id, .password = password };

	return access_prepare_password(journal_store(journal), journal_arena(journal), &new,
				       fault) &&
	       access_write_password(journal, &new, fault);
}
