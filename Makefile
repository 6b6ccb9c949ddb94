# SPDX-License-Identifier: GPL-2.0-or-later
# The two commands that matter: `make run` and `make test`.  README.md explains the rest.

BUILD  ?= release
OUT    := build/$(BUILD)
MODULES := base domain locale store search render exchange auth
CC     := gcc
CXX    := g++

WARN := -Wall -Wextra -Wshadow -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wundef \
	-Wformat=2 -Werror
CWARN := $(WARN) -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wimplicit-fallthrough
CXXWARN := $(WARN) -Wno-unused-parameter
FLAGS_release := -O2 -g -fno-semantic-interposition
# Lines are all that the sanitizers tell; half of the time of the compiler went into the rest.
FLAGS_asan := -Og -g1 -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer $(if $(shell command -v mold),-fuse-ld=mold)
FLAGS_coverage := -O0 -g --coverage
# -w: the warnings of another compiler are no reason to stop fuzzing.
FLAGS_fuzz := -O1 -g -w -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer

INCLUDES := -Iapp -I$(OUT)/gen -isystem /usr/include/postgresql $(shell xml2-config --cflags 2>/dev/null) \
	$(patsubst -I%,-isystem %,$(shell pkg-config --cflags gmime-3.0 2>/dev/null))
CFLAGS   := -std=c11 -D_GNU_SOURCE -fPIC $(FLAGS_$(BUILD)) $(CWARN) $(INCLUDES)
CXXFLAGS := -std=c++17 -D_GNU_SOURCE -fPIC $(FLAGS_$(BUILD)) $(CXXWARN) $(INCLUDES)
LIBS := -lmagic -lz -lpq -lxapian -lctemplate_nothreads -ljansson -lcmark-gfm-extensions -lcmark-gfm -lxml2 -lsodium -loath -lqrencode -lzstd -lcurl \
	-lstemmer -licuio -licui18n -licuuc -licudata -lstdc++ -lm
# What only the command line and its tests use does not weigh on the workers.
LIBS += -Wl,--as-needed $(shell pkg-config --libs gmime-3.0 2>/dev/null) -Wl,--no-as-needed

objects = $(patsubst app/%,$(OUT)/obj/%.o,$(wildcard app/$(1)/*.c app/$(1)/*.cc))
archive = $(OUT)/lib$(1).a

ARCHIVES := $(foreach m,$(MODULES),$(call archive,$(m)))
# Users before the used; the group lets C++ wrappers and C refer to each other.
LINK := -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LIBS)

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all run test unit units bench audit layers lint asan fuzz clean packages bundles

all: $(ARCHIVES) $(OUT)/portalctl $(OUT)/portal.so bundles

define module
$$(call archive,$(1)): $$(call objects,$(1))
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach m,$(MODULES) web cli,$(eval $(call module,$(m))))

$(OUT)/obj/%.c.o: app/%.c Makefile | $(OUT)/gen/stmt.h
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CFLAGS) $(EXTRA_$(firstword $(subst /, ,$*))) -MMD -MP -c -o $@ $<

$(OUT)/obj/%.cc.o: app/%.cc Makefile | $(OUT)/gen/stmt.h
	@mkdir -p $(@D)
	@echo "  CXX  $<"
	@$(CXX) $(CXXFLAGS) -MMD -MP -c -o $@ $<

# SQL lives in .sql files; this turns the name of each statement into STMT_NAME.
$(OUT)/gen/stmt.h: app/store/statements.awk $(wildcard app/store/*.sql)
	@mkdir -p $(@D)
	awk -f app/store/statements.awk $(wildcard app/store/*.sql) > $@

# Kore decides the layout of its structs by these macros.
EXTRA_web := $(shell cat /usr/share/kore/features 2>/dev/null) -isystem /usr/include/kore

$(OUT)/portal.so: $(call archive,web) $(ARCHIVES)
	@echo "  LINK $@"
	@$(CXX) $(FLAGS_$(BUILD)) -shared -Wl,-Bsymbolic-functions -o $@ -Wl,--whole-archive $(call archive,web) \
	    -Wl,--no-whole-archive $(LINK)

$(OUT)/portalctl: $(call archive,cli) $(ARCHIVES)
	@echo "  LINK $@"
	@$(CXX) $(FLAGS_$(BUILD)) -o $@ $(call archive,cli) $(LINK)

# One bundle a locale; genrb names the result after the table inside.
BUNDLES := $(patsubst i18n/%.txt,$(OUT)/i18n/%.res,$(wildcard i18n/*.txt))
bundles: $(BUNDLES)
$(OUT)/i18n/%.res: i18n/%.txt
	@mkdir -p $(@D)
	genrb -q -e UTF-8 -d $(@D) $<

# --- tests ---------------------------------------------------------------------------------------
UNITS := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(wildcard tests/unit/test_*.c))
$(OUT)/unit/%: tests/unit/%.c $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -Itests -MMD -MP -c -o $@.o $<
	$(CXX) $(FLAGS_$(BUILD)) -o $@ $@.o $(LINK) -lcmocka

# All of web but kore.c, which no test refers to, can be linked without Kore.
$(OUT)/unit/test_web%: tests/unit/test_web%.c $(call archive,web) $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -Itests -MMD -MP -c -o $@.o $<
	$(CXX) $(FLAGS_$(BUILD)) -o $@ $@.o $(call archive,web) $(LINK) -lcmocka

$(OUT)/bench/page_bench: tests/bench/page_bench.c $(call archive,web) $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -Itests -MMD -MP -c -o $@.o $<
	$(CXX) $(FLAGS_$(BUILD)) -o $@ $@.o $(call archive,web) $(LINK)

$(OUT)/bench/%: tests/bench/%.c $(ARCHIVES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -Itests -MMD -MP -c -o $@.o $<
	$(CXX) $(FLAGS_$(BUILD)) -o $@ $@.o $(LINK)

units: $(UNITS) bundles
unit: units
	tests/with-postgres tests/run unit $(UNITS)

# Both install what is missing, build, and need nothing else to be done before.
run:
	@conf/run
test:
	@tests/all
packages:
	@conf/install-packages test
asan:
	$(MAKE) BUILD=asan all unit
layers:
	@tests/layers
lint:
	@tests/lint
audit:
	@tests/browser/audit/run
bench:
	@tests/bench/all $(BENCH)

# make fuzz [FUZZ=form] [SECONDS=60]: each harness of tests/fuzz for so long, beginning with its committed inputs.
FUZZ ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
SECONDS ?= 60
$(OUT)/fuzz_%: tests/fuzz/fuzz_%.c $(call archive,web) $(ARCHIVES)
	$(CC) $(CFLAGS) -Itests -c -o $@.o $<
	$(CXX) $(FLAGS_$(BUILD)) -fsanitize=fuzzer -o $@ $@.o $(call archive,web) $(LINK)
fuzz:
	$(MAKE) BUILD=fuzz CC=clang CXX=clang++ $(FUZZ:%=build/fuzz/fuzz_%)
	@for f in $(FUZZ); do mkdir -p build/fuzz/corpus/$$f tests/fuzz/$$f && build/fuzz/fuzz_$$f \
	    -max_total_time=$(SECONDS) -timeout=10 -print_final_stats=1 -artifact_prefix=build/fuzz/ \
	    build/fuzz/corpus/$$f tests/fuzz/$$f || exit 1; done

clean:
	rm -rf build

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
