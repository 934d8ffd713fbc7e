# Two commands for a fresh machine: `make site` and `make test`. Everything else is in tasks.py.
# PYTHON=… chooses the interpreter, ARGS=… goes to the task: make check ARGS="--format json content/policies".

VERSION := 3.11
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
SUPPORTED := import sys; sys.exit(sys.version_info < tuple(map(int, "$(VERSION)".split("."))))
PYTHON ?= $(shell for p in $(CANDIDATES); do "$$p" -c '$(SUPPORTED)' 2>/dev/null && echo "$$p" && break; done)

VENV := .venv
INVOKE := $(VENV)/bin/invoke
PIP_INSTALL := $(VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-input \
	--no-compile --no-deps --require-hashes
COMPILE := "$(CURDIR)/$(VENV)/bin/uv" pip compile --quiet --universal --generate-hashes \
	--python-version $(VERSION) --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
BENCH_READY := $(VENV)/.bench-ready
NODE_READY := node_modules/.package-lock.json

.PHONY: site serve test check bench clean distclean fonts lock node_modules
.NOTPARALLEL:
.DEFAULT_GOAL := site
MAKEFLAGS += --no-print-directory

site: $(SITE_READY)
	@$(INVOKE) build $(ARGS)

serve check: $(SITE_READY)
	@$(INVOKE) $@ $(ARGS)

bench: $(TEST_READY) $(BENCH_READY)
	@$(INVOKE) bench $(ARGS)

test: $(TEST_READY) $(NODE_READY)
	@$(INVOKE) test $(ARGS)

# A venv that lost its interpreter, or was interrupted while it was made, is made anew.
$(SITE_READY): requirements/site.txt
	@$(VENV)/bin/python -m pip --version >/dev/null 2>&1 || $(MAKE) new-venv
	@echo '正在安装所需软件（首次约一两分钟）……'
	@$(PIP_INSTALL) -r requirements/site.txt
	@touch $@

$(TEST_READY): requirements/test.txt $(SITE_READY)
	@echo '正在安装测试工具……'
	@$(PIP_INSTALL) -r requirements/test.txt
	@touch $@

$(BENCH_READY): requirements/bench.txt $(SITE_READY)
	@echo '正在安装测速工具……'
	@$(PIP_INSTALL) -r requirements/bench.txt
	@touch $@

$(NODE_READY): package-lock.json package.json .npmrc $(TEST_READY)
	@echo '正在安装浏览器端测试工具……'
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(VENV)/bin/npm ci --silent
	@touch $@

node_modules: $(NODE_READY)

.PHONY: site-ready
site-ready: $(SITE_READY)

.PHONY: new-venv
new-venv:
	@"$(PYTHON)" -c '$(SUPPORTED)' 2>/dev/null || { \
		echo '需要 Python $(VERSION) 或更新的版本，本机没有找到。可指定：make site PYTHON=/路径/python$(VERSION)' >&2; exit 1; }
	@echo '正在建立 Python 环境 $(VENV) ……'
	@"$(PYTHON)" -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo '无法建立 Python 环境：Debian/Ubuntu 请先安装 python3-venv。' >&2; exit 1; }

# Better fonts for the PDF files, taken out of Debian's packages into .fonts/ without root.
fonts:
	@requirements/fonts.sh

# The hashed locks, from the *.in files. `make lock UPGRADE=1` also takes newer releases.
lock: $(TEST_READY)
	@echo '正在更新依赖锁定文件……'
	@cd requirements && $(COMPILE) site.in -o site.txt && $(COMPILE) test.in -o test.txt \
		&& $(COMPILE) bench.in -o bench.txt
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(VENV)/bin/npm install --package-lock-only --silent

clean:
	@rm -rf output .output.spare .output.lock .cache
	@find plugins tests -type d -name __pycache__ -prune -exec rm -rf {} +
	@echo '已清除生成的网站和缓存。'

distclean: clean
	@rm -rf $(VENV) node_modules .fonts .fonts.part
	@echo '已清除安装的软件和字体。'
