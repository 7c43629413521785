#include "access/password.h"

#include "access/test_fixture.h"

static const struct account nobody = { .login = "nguyen.an", .display_name = "Ban CHQS" };

/* The code of the first problem, or "" for a good password. */
static const char *problem_of(struct fixture *f, const char *password, bool second_factor)
{
	struct account account = nobody;

	account.second_factor = second_factor;
	f->fault = (struct fault){ 0 };
	if (password_check(f->store, f->arena, &account, password, &f->fault))
		return "";
	CHECK(f->fault.kind == FAULT_INVALID);
	CHECK_TEXT(f->fault.problems->pointer, "/password");
	return problem_code(f->fault.problems->kind);
}

static const char *reason_of(struct fixture *f, const char *password)
{
	if (strcmp(problem_of(f, password, false), "password_common") != 0)
		return "";
	return f->fault.problems->argument;
}

TEST(a_password_needs_15_characters_or_8_with_a_second_factor)
{
	struct fixture f = set_up();

	CHECK_TEXT(problem_of(&f, "ruộng bậc cao 7", false), "");
	CHECK_TEXT(problem_of(&f, "ruộng bậc cao ", false), "password_short");
	CHECK_TEXT(f.fault.problems->argument, "15");
	CHECK_TEXT(problem_of(&f, "ruộng bậ", true), "");
	CHECK_TEXT(problem_of(&f, "ruộng b", true), "password_short");
	CHECK_TEXT(f.fault.problems->argument, "8");
	CHECK_TEXT(problem_of(&f, "", false), "password_short");
	tear_down(&f);
}

TEST(characters_are_counted_not_bytes_however_they_were_typed)
{
	struct fixture f = set_up();

	CHECK_TEXT(problem_of(&f, "ệệệệệệ aveghimk", false), "");
	CHECK_TEXT(problem_of(&f, "ệệệệệ aveghimk", false), "password_short");
	/* three code points each, one character each: 11 in all */
	CHECK_TEXT(problem_of(&f, "e\xcc\xa3\xcc\x82" "e\xcc\xa3\xcc\x82" " abcdeghk", false),
		   "password_short");
	tear_down(&f);
}

TEST(long_passwords_of_any_characters_are_good_up_to_a_limit)
{
	struct fixture f = set_up();
	char most[PASSWORD_BYTES_MOST + 2];

	for (size_t i = 0; i < sizeof(most); i++)
		most[i] = (char)('!' + i * 7 % 90);
	most[PASSWORD_BYTES_MOST + 1] = '\0';
	CHECK_TEXT(problem_of(&f, most, false), "too_long");
	most[PASSWORD_BYTES_MOST] = '\0';
	CHECK_TEXT(problem_of(&f, most, false), "");
	CHECK_TEXT(problem_of(&f, "\xff" "abcdefghijklmnop", false), "bad_utf8");
	tear_down(&f);
}

TEST(what_everyone_tries_first_is_refused_with_the_word)
{
	struct fixture f = set_up();

	CHECK_TEXT(reason_of(&f, "Dientap@2026!!!!!"), "dientap");
	CHECK_TEXT(reason_of(&f, "Diễn tập 2025 - 2026"), "dientap");
	CHECK_TEXT(reason_of(&f, "Quốc phòng 123456"), "quocphong");
	CHECK_TEXT(reason_of(&f, "123456789012345"), "1234567890");
	CHECK_TEXT(reason_of(&f, "password password"), "password");
	CHECK_TEXT(reason_of(&f, "qwertyuiop123456"), "qwertyuiop");
	CHECK_TEXT(reason_of(&f, "2019 2020 2021 2022"), "2019");
	CHECK_TEXT(reason_of(&f, "nguyen.an nguyen.an"), "nguyenan");
	CHECK_TEXT(reason_of(&f, "aaaaaaaaaaaaaaaaaa"), "a");
	CHECK_TEXT(reason_of(&f, "abababababababab"), "a");
	CHECK_TEXT(reason_of(&f, "mật khẩu mật khẩu"), "matkhau");
	CHECK_TEXT(reason_of(&f, "quốc phòng nằm giữa rừng thông già"), "");
	CHECK_TEXT(reason_of(&f, GOOD_PASSWORD), "");
	tear_down(&f);
}

static bool is_ea_na(struct store *store, struct arena *arena, const char *key,
		     const char **word_out, struct fault *fault)
{
	(void)store;
	(void)arena;
	(void)fault;
	*word_out = strstr(key, "xaeana") != NULL ? "xaeana" : NULL;
	return true;
}

TEST(names_of_units_and_of_the_office_are_refused_too)
{
	struct fixture f = set_up();

	access_set_word_source(is_ea_na);
	CHECK_TEXT(reason_of(&f, "Xã Ea Na xã Ea Na 1"), "xaeana");
	access_set_word_source(NULL);
	CHECK_TEXT(reason_of(&f, "Văn phòng Bình Hòa 1"), "");
	CHECK(store_run(f.store, "INSERT INTO office_setting(name, value)\n"
			"VALUES('name', 'Văn phòng Bình Hòa')", NO_BINDS, NULL, &f.fault));
	CHECK_TEXT(reason_of(&f, "Văn phòng Bình Hòa 1"), "vanphongbinhhoa");
	tear_down(&f);
}

TEST(a_password_typed_composed_or_decomposed_gives_the_same_hash)
{
	char hash[PASSWORD_HASH_SIZE];
	struct fault fault = { 0 };
	bool fits = false;

	password_hash("Đắk Lắk Đắk Lắk", hash);
	CHECK(strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31) == 0);
	CHECK(password_fits("Đắk Lắk Đắk Lắk", hash, &fits, &fault) && fits);
	/* ắ as a + breve + acute */
	CHECK(password_fits("Đa\xcc\x86\xcc\x81k La\xcc\x86\xcc\x81k Đa\xcc\x86\xcc\x81k "
			    "La\xcc\x86\xcc\x81k", hash, &fits, &fault) && fits);
	CHECK(password_fits("Đắk Lắk Đắk Lăk", hash, &fits, &fault) && !fits);
	CHECK(password_fits("\xff", hash, &fits, &fault) && !fits);
	CHECK(password_fits("", NULL, &fits, &fault) && !fits);
}

TEST(two_hashes_of_one_password_differ)
{
	char one[PASSWORD_HASH_SIZE], two[PASSWORD_HASH_SIZE];

	password_hash(GOOD_PASSWORD, one);
	password_hash(GOOD_PASSWORD, two);
	CHECK(strcmp(one, two) != 0);
}
