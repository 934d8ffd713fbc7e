#!/bin/sh
# Which fonts set the PDF files better than the ones in the wheels, and how to have them without root?
# FandolFang and FandolKai (仿宋, 楷体) and LXGW WenKai (霞鹜文楷) are taken out of Debian's packages into .fonts/.
set -eu

target=.fonts
work=$target.part
say() { printf '字体：%s\n' "$*"; }

if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    say '本机没有 apt，无法自动获取。请把 FandolFang-Regular.otf、FandolKai-Regular.otf、LXGWWenKai-Regular.ttf 放入 .fonts/。'
    exit 1
fi

# take PACKAGE PATTERN...: the files of PACKAGE that match go to .fonts/PACKAGE/, with its copyright.
take() {
    package=$1
    shift
    if [ -d "$target/$package" ]; then
        say "$package 已在 $target/，不再获取。"
        return
    fi
    say "正在获取 $package ……"
    rm -rf "$work"
    mkdir -p "$work/tree" "$work/$package"
    (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "$package") || {
        say "无法获取 $package：请检查网络，或请管理员先运行一次 apt-get update。"
        exit 1
    }
    dpkg-deb --fsys-tarfile "$work/$package"_*.deb | tar -x -C "$work/tree"
    for pattern in "$@" "*/doc/$package/copyright"; do
        find "$work/tree" -type f -path "$pattern" -exec cp {} "$work/$package/" \;
    done
    for pattern in "$@"; do
        [ -n "$(find "$work/$package" -path "$pattern")" ] || { say "$package 中没有所需的字体。"; exit 1; }
    done
    chmod -R a+rX "$work/$package"
    mv "$work/$package" "$target/$package"
    rm -rf "$work"
}

mkdir -p "$target"
take texlive-lang-chinese '*/FandolFang-Regular.otf' '*/FandolKai-Regular.otf'
take fonts-lxgw-wenkai '*/LXGWWenKai-Regular.ttf'
say "已就绪，见 $target/；再次构建时排版会使用它们。"
