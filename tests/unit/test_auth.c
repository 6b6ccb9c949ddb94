/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords, tokens and one-time codes, and what domain/account.h says of roles and addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "auth/password.h"
#include "auth/token.h"
#include "auth/totp.h"
#include "domain/account.h"

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return (sodium_init() == -1 ? -1 : 0);
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return (0);
}

static void
passwords(void **state)
{
	const char *hash, *other;
	bool stale = true;

	(void)state;
	assert_int_equal(password_hash(arena, "пароль из слов", &hash), ERR_OK);
	assert_int_equal(strncmp(hash, "$argon2id$", 10), 0);
	assert_true(password_fits(hash, "пароль из слов", &stale));
	assert_false(stale);
	assert_false(password_fits(hash, "пароль из слова", &stale));
	assert_false(password_fits(hash, "", &stale));
	assert_int_equal(password_hash(arena, "пароль из слов", &other), ERR_OK);
	assert_string_not_equal(hash, other);
	/* Nobody's password is nobody's, and a broken hash lets nobody in. */
	assert_false(password_fits(NULL, "x", &stale));
	assert_false(password_fits("", "", &stale));
	assert_false(password_fits("$argon2id$v=19$broken", "x", &stale));
}

static void
outgrown_parameters_are_told(void **state)
{
	char weak[crypto_pwhash_STRBYTES];
	bool stale = false;

	(void)state;
	assert_int_equal(crypto_pwhash_argon2id_str(weak, "secret words", 12,
			     crypto_pwhash_argon2id_OPSLIMIT_MIN, 1 << 20),
	    0);
	assert_true(password_fits(weak, "secret words", &stale));
	assert_true(stale);
	assert_false(password_fits(weak, "other words", &stale));
	assert_false(stale);
}

static void
tokens(void **state)
{
	const char *a = token_new(arena), *b = token_new(arena);

	(void)state;
	assert_int_equal(strlen(a), TOKEN_LENGTH);
	assert_string_not_equal(a, b);
	assert_true(token_valid(a));
	assert_false(token_valid(NULL));
	assert_false(token_valid(""));
	assert_false(token_valid(a + 1));
	assert_false(token_valid(arena_printf(arena, "%sx", a)));
	assert_false(token_valid(arena_printf(arena, "%.42s=", a)));
	assert_int_equal(strlen(token_hash(arena, a)), TOKEN_HASH_LENGTH);
	assert_string_equal(token_hash(arena, a), token_hash(arena, a));
	assert_string_not_equal(token_hash(arena, a), token_hash(arena, b));
	/* BLAKE2b-256 of "abc". */
	assert_string_equal(token_hash(arena, "abc"),
	    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
	assert_string_not_equal(token_mac(arena, a, "csrf"), token_mac(arena, b, "csrf"));
	assert_string_not_equal(token_mac(arena, a, "csrf"), token_mac(arena, a, "other"));
	assert_true(token_equal(token_mac(arena, a, "csrf"), token_mac(arena, a, "csrf")));
	assert_false(token_equal(a, NULL));
	assert_false(token_equal(NULL, NULL));
	assert_false(token_equal(a, b));
	assert_false(token_equal(a, ""));
}

static void
recovery_codes(void **state)
{
	const char *code = token_code(arena);

	(void)state;
	assert_int_equal(strlen(code), 14);
	assert_int_equal(code[4], '-');
	assert_null(strpbrk(code, "01oil"));
	assert_string_equal(token_code_plain(arena, " AbCd-efGH jkmn "), "abcdefghjkmn");
}

/* RFC 6238, appendix B, shortened to six digits; the secret is "12345678901234567890". */
static void
one_time_codes(void **state)
{
	static const char secret[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
	static const struct {
		int64_t now;
		const char *code;
	} vectors[] = { { 59, "287082" }, { 1111111109, "081804" }, { 1234567890, "005924" },
		{ 2000000000, "279037" }, { INT64_C(20000000000), "353130" } };
	int64_t step;

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		step = -1;
		assert_true(totp_fits(secret, vectors[i].code, vectors[i].now, 0, &step));
		assert_int_equal(step, vectors[i].now / TOTP_STEP);
		/* Clocks differ by a step, not by more. */
		assert_true(totp_fits(secret, vectors[i].code, vectors[i].now + 30, 0, &step));
		assert_int_equal(step, vectors[i].now / TOTP_STEP);
		assert_false(totp_fits(secret, vectors[i].code, vectors[i].now + 90, 0, &step));
		/* Used up. */
		assert_false(totp_fits(
		    secret, vectors[i].code, vectors[i].now, vectors[i].now / TOTP_STEP, &step));
	}
	assert_true(totp_fits(secret, "287 082", 59, 0, &step));
	assert_false(totp_fits(secret, "28708", 59, 0, &step));
	assert_false(totp_fits(secret, "2870820", 59, 0, &step));
	assert_false(totp_fits(secret, "28708a", 59, 0, &step));
	assert_false(totp_fits(secret, "", 59, 0, &step));
	assert_false(totp_fits("not base32!", "287082", 59, 0, &step));
}

static void
secrets_and_their_addresses(void **state)
{
	const char *secret = totp_new(arena);

	(void)state;
	assert_int_equal(strlen(secret), 32);
	assert_int_equal(strspn(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 32);
	assert_string_not_equal(secret, totp_new(arena));
	assert_string_equal(totp_uri(arena, "BRICS IP", "a&b@example.org", "ABC"),
	    "otpauth://totp/BRICS%20IP:a%26b@example.org?secret=ABC&issuer=BRICS%20IP");
}

static void
roles(void **state)
{
	(void)state;
	for (int has = 0; has < MEMBER_ROLE_COUNT; has++)
		for (int needs = 0; needs < MEMBER_ROLE_COUNT; needs++)
			assert_int_equal(
			    account_member_may((enum member_role)has, (enum member_role)needs),
			    has >= needs);
	for (int role = 0; role < ACCOUNT_ROLE_COUNT; role++)
		assert_true(account_idle((enum account_role)role) <
			    account_absolute((enum account_role)role));
	assert_true(account_absolute(ACCOUNT_STAFF) < account_absolute(ACCOUNT_USER));
}

static void
addresses(void **state)
{
	static const char *const good[] = { "a@b.cn", "first.last+tag@sub.example.org",
		"o'neil@example.co.za", "имя@почта.рф", "x@xn--fiqs8s.cn" };
	static const char *const bad[] = { "", "a", "@b.cn", "a@", "a@b", "a b@c.org", "a@b..org",
		"a@-b.org", "a@b-.org", ".a@b.org", "a.@b.org", "a..b@c.org", "a@b@c.org",
		"a\n@b.org", "a@b.org\n", "\"a\"@b.org", "a@b.org,c@d.org", "a@b_c.org",
		"a<b@c.org" };
	char longest[300];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(account_email_valid(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(account_email_valid(bad[i]));
	assert_false(account_email_valid(NULL));
	memset(longest, 'a', sizeof(longest));
	memcpy(longest + 65, "@example.org", 13);
	assert_false(account_email_valid(longest));
	assert_true(account_email_valid(longest + 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passwords),
		cmocka_unit_test(outgrown_parameters_are_told),
		cmocka_unit_test(tokens),
		cmocka_unit_test(recovery_codes),
		cmocka_unit_test(one_time_codes),
		cmocka_unit_test(secrets_and_their_addresses),
		cmocka_unit_test(roles),
		cmocka_unit_test(addresses),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
