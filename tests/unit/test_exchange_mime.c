/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mails as Python's email package reads them, and delivery reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "exchange/mime.h"

static struct mime
mail(void)
{
	return ((struct mime){
	    .from_name = "BRICS IP",
	    .from = "portal@example.org",
	    .to = "reader@example.net",
	    .subject = "Hello",
	    .date = 1764000000,
	    .message_id = "0123456789abcdef0123456789abcdef",
	    .language = "en",
	    .unsubscribe = "https://portal.example/unsubscribe/0123.digest",
	    .text = "Hello\n.\n.dot\nFrom here\n",
	    .html = "<p>Hello</p>\n",
	});
}

/* What another program finds in the mail, as it prints it. */
static const char *
as_read(const struct buf *eml, const char *expression)
{
	static const char program[] =
	    "import email, email.header, email.policy, sys\n"
	    "m = email.message_from_bytes(open(sys.argv[1], 'rb').read(), "
	    "policy=email.policy.default)\n"
	    "p = {x.get_content_type(): x for x in m.walk()}\n"
	    "assert not m.defects and not any(x.defects for x in m.walk()), m.defects\n"
	    "sys.stdout.buffer.write(str(eval(sys.argv[2])).replace('\\r\\n', "
	    "'\\n').encode('utf-8'))\n";
	static char out[20000];
	char folder[] = "/tmp/mime.XXXXXX", path[64], script[64], command[400];
	size_t n;
	FILE *f;

	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/a.eml", folder);
	snprintf(script, sizeof(script), "%s/a.py", folder);
	assert_non_null(f = fopen(path, "w"));
	assert_int_equal(fwrite(eml->data, 1, eml->len, f), eml->len);
	fclose(f);
	assert_non_null(f = fopen(script, "w"));
	fputs(program, f);
	fclose(f);
	snprintf(command, sizeof(command), "python3 %s %s \"%s\"", script, path, expression);
	assert_non_null(f = popen(command, "r"));
	n = fread(out, 1, sizeof(out) - 1, f);
	out[n] = '\0';
	if (pclose(f) != 0)
		fail_msg("%s: %s", expression, out);
	unlink(path);
	unlink(script);
	rmdir(folder);
	return (out);
}

/* Lines end in CR LF and have at most 78 bytes in the head, 998 below; the head is ASCII. */
static void
assert_form(const struct buf *eml)
{
	bool head = true;
	size_t line = 0;

	for (size_t i = 0; i < eml->len; i++) {
		unsigned char c = (unsigned char)eml->data[i];

		if (c == '\n') {
			assert_true(i > 0 && eml->data[i - 1] == '\r');
			if (line - 1 > (head ? 78 : 998))
				fail_msg("%.*s", (int)line, eml->data + i - line);
			head = head && line > 1;
			line = 0;
			continue;
		}
		assert_true(c != '\r' || (i + 1 < eml->len && eml->data[i + 1] == '\n'));
		assert_true(c < 0x80 && (c >= 0x20 || c == '\r' || c == '\t'));
		line++;
	}
}

static void
every_script(void **state)
{
	static const char *const subjects[] = {
		"Hello",
		"关于“石墨烯散热膜”的新询盘：请在十四天内答复，否则该询盘将被视为未答复并予以关闭",
		"Новый запрос: «Способ очистки сточных вод с помощью мембран» – ответьте, "
		"пожалуйста",
		"Nova consulta: “Método de purificação” – aguarda sua resposta há três dias úteis "
		"já",
		"आपके उत्तर की प्रतीक्षा: “सौर ऊर्जा से चलने वाला सिंचाई पंप” के बारे में पूछताछ",
		"استفسار جديد: «طريقة لتنقية مياه الصرف» من \xE2\x81\xA8RU\xE2\x81\xA9",
		"=?utf-8?q?not_one?= of them, <a@b>; \"quoted\" \\ and, more",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaa",
		"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		struct mime m = mail();
		struct buf out = { 0 };
		char text[2000], from[1000];

		snprintf(
		    text, sizeof(text), "%s\n\n%s\n%s\n", subjects[i], subjects[i], subjects[i]);
		m.subject = m.from_name = subjects[i];
		m.text = text;
		assert_int_equal(mime_write(&out, &m), ERR_OK);
		assert_form(&out);
		assert_string_equal(as_read(&out, "m['Subject']"), subjects[i]);
		/* Its newer reader puts blanks into names of several words. */
		snprintf(from, sizeof(from), "%s <portal@example.org>", subjects[i]);
		assert_string_equal(
		    as_read(&out, "email.header.make_header(email.header.decode_header("
				  "dict(m.raw_items())['From']))"),
		    from);
		assert_string_equal(as_read(&out, "p['text/plain'].get_content()"), text);
		buf_free(&out);
	}
}

static void
headers_are_right(void **state)
{
	struct mime m = mail();
	struct buf out = { 0 }, again = { 0 };

	(void)state;
	assert_int_equal(mime_write(&out, &m), ERR_OK);
	assert_form(&out);
	assert_string_equal(as_read(&out, "m['From'].addresses[0].addr_spec"), m.from);
	assert_string_equal(as_read(&out, "m['To']"), m.to);
	assert_string_equal(
	    as_read(&out, "m['Message-ID']"), "<0123456789abcdef0123456789abcdef@example.org>");
	assert_string_equal(
	    as_read(&out, "m['Date'].datetime.isoformat()"), "2025-11-24T16:00:00+00:00");
	assert_string_equal(as_read(&out, "m['MIME-Version']"), "1.0");
	assert_string_equal(as_read(&out, "m['Auto-Submitted']"), "auto-generated");
	assert_string_equal(as_read(&out, "m['List-Unsubscribe']"),
	    "<https://portal.example/unsubscribe/0123.digest>");
	assert_string_equal(
	    as_read(&out, "m['List-Unsubscribe-Post']"), "List-Unsubscribe=One-Click");
	assert_string_equal(as_read(&out, "m.get_content_type()"), "multipart/alternative");
	assert_string_equal(as_read(&out, "[x.get_content_type() for x in m.iter_parts()]"),
	    "['text/plain', 'text/html']");
	assert_string_equal(as_read(&out, "p['text/plain'].get_content()"), m.text);
	assert_string_equal(as_read(&out, "p['text/html'].get_content()"), m.html);
	assert_string_equal(as_read(&out, "p['text/html']['Content-Language']"), "en");
	assert_string_equal(as_read(&out, "[k for k in m.keys() if m.keys().count(k) > 1]"), "[]");
	assert_int_equal(mime_write(&again, &m), ERR_OK);
	assert_int_equal(again.len, out.len);
	assert_memory_equal(again.data, out.data, out.len);
	buf_clear(&out);
	m.unsubscribe = NULL;
	assert_int_equal(mime_write(&out, &m), ERR_OK);
	assert_string_equal(
	    as_read(&out, "[k for k in m.keys() if k.lower().startswith('list-')]"), "[]");
	buf_free(&out);
	buf_free(&again);
}

/* A long address in a header is not torn, and lines in a text may be of any length. */
static void
long_lines(void **state)
{
	struct mime m = mail();
	struct buf out = { 0 };
	char *text = malloc(20002), url[400];

	(void)state;
	memset(text, 'x', 20000);
	strcpy(text + 20000, "\n");
	memset(url, 'u', sizeof(url));
	memcpy(url, "https://e.example/", 18);
	url[sizeof(url) - 1] = '\0';
	m.text = m.html = text;
	assert_int_equal(mime_write(&out, &m), ERR_OK);
	assert_form(&out);
	assert_string_equal(
	    as_read(&out, "p['text/plain'].get_content().split() == ['x' * 20000]"), "True");
	free(text);
	buf_free(&out);
}

static void
nothing_is_slipped_in(void **state)
{
	static const char evil[] = "x\r\nBcc: victim@example.com", line[] = "x\nBcc: v@example.com";
	struct buf out = { 0 };
	struct mime m;

	(void)state;
	for (int i = 0; i < 8; i++) {
		const char *with = i % 2 == 0 ? evil : line;

		m = mail();
		if (i / 2 == 0)
			m.subject = with;
		else if (i / 2 == 1)
			m.from_name = with;
		else if (i / 2 == 2)
			m.to = with;
		else
			m.unsubscribe = with;
		assert_int_equal(mime_write(&out, &m), ERR_INPUT);
		assert_int_equal(out.len, 0);
	}
	m = mail();
	m.to = "a@example.com, b@example.com";
	assert_int_equal(mime_write(&out, &m), ERR_INPUT);
	m = mail();
	m.from = "nobody";
	assert_int_equal(mime_write(&out, &m), ERR_INPUT);
	/* What stands in a text stays a text. */
	m = mail();
	m.text = "x\n\n--=_0123456789abcdef0123456789abcdef--\nBcc: victim@example.com\n";
	assert_int_equal(mime_write(&out, &m), ERR_OK);
	assert_string_equal(as_read(&out, "p['text/plain'].get_content()"), m.text);
	assert_string_equal(as_read(&out, "m['Bcc']"), "None");
	buf_free(&out);
}

/* An address that is not ASCII stands in its header as it is (RFC 6532). */
static void
addresses_in_any_script(void **state)
{
	struct buf out = { 0 };
	struct mime m = mail();

	(void)state;
	m.to = "почта@пример.рф";
	assert_int_equal(mime_write(&out, &m), ERR_OK);
	assert_non_null(strstr(out.data, "\r\nTo: почта@пример.рф\r\n"));
	buf_free(&out);
}

/* --- reports -----------------------------------------------------------------------------------
 */

#define REPORT(action, status, original)                                                           \
	"From: MAILER-DAEMON@example.org\r\nTo: portal@example.org\r\nSubject: Undelivered\r\n"    \
	"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; "       \
	"boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n--b\r\n"       \
	"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"  \
	"Final-Recipient: rfc822; reader@example.net\r\nAction: " action "\r\nStatus: " status     \
	"\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n--b\r\n" original "\r\n--b--\r\n"
#define ORIGINAL                                                                                   \
	"Content-Type: message/rfc822\r\n\r\nFrom: portal@example.org\r\nMessage-ID: "             \
	"<0123456789abcdef@example.org>\r\nSubject: x\r\n\r\nHello\r\n"
#define HEADERS                                                                                    \
	"Content-Type: text/rfc822-headers\r\n\r\nFrom: portal@example.org\r\nMessage-Id: "        \
	"<0123456789abcdef@example.org>\r\n"

static void
reports_are_read(void **state)
{
	static const struct {
		const char *raw;
		bool report, final;
	} cases[] = {
		{ REPORT("failed", "5.1.1", ORIGINAL), true, true },
		{ REPORT("Failed", "5.1.1", HEADERS), true, true },
		{ REPORT("delayed", "4.4.1", ORIGINAL), true, false },
		{ REPORT("failed", "4.4.7", ORIGINAL), true, false },
		{ REPORT("delivered", "2.0.0", ORIGINAL), true, false },
		{ REPORT("failed", "5.1.1", "Content-Type: text/plain\r\n\r\nnothing"), false,
		    false },
		{ "From: a@b\r\nSubject: I am away\r\n\r\nBack on Monday.\r\n", false, false },
		{ "", false, false },
		{ "\xff\xfe garbage", false, false },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct mime_bounce b = { 0 };
		enum err err = mime_bounce(arena, cases[i].raw, strlen(cases[i].raw), &b);

		if (err != (cases[i].report ? ERR_OK : ERR_INPUT) || b.final != cases[i].final)
			fail_msg("case %zu: %s", i, err_name(err));
		if (err == ERR_OK) {
			assert_string_equal(b.message_id, "0123456789abcdef");
			assert_non_null(strstr(b.problem, "no such user"));
		}
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_script),
		cmocka_unit_test(headers_are_right),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(nothing_is_slipped_in),
		cmocka_unit_test(addresses_in_any_script),
		cmocka_unit_test(reports_are_read),
	};

	return (cmocka_run_group_tests_name("mime", tests, NULL, NULL));
}
