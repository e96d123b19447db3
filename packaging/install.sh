#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# How does Spillway become a service of this machine? Puts the files of this folder in their places and begins nothing.
set -eu

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    [Zz][Hh]*) chinese=1 ;;
    *) chinese='' ;;
esac

# t ENGLISH CHINESE: a sentence in the reader's language.
t() {
    if [ -n "$chinese" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}

usage() {
    t 'usage: install.sh [--dry-run] [--destdir DIR] [--remove]' \
        '用法：install.sh [--dry-run] [--destdir DIR] [--remove]'
    echo
    t "Puts Spillway's systemd units, its user, udev rule and logrotate file in place, for the program beside this folder." \
        '把 Spillway 的 systemd 单元、用户、udev 规则和 logrotate 配置安装到位；不启动任何服务。'
    echo
    t '  --dry-run       print what would be done' '  --dry-run       只显示将要执行的操作'
    t '  --destdir DIR   put the files below DIR and touch nothing else, for packagers' \
        '  --destdir DIR   安装到 DIR 下，不改动其他内容，供打包使用'
    t '  --remove        take them away again; configuration, data and backups stay' \
        '  --remove        卸载；配置、数据和备份保留'
    t '  --help          this text' '  --help          显示本说明'
    echo
    t 'Examples:' '示例：'
    cat <<TEXT
  sudo $(npm root -g 2>/dev/null || echo /usr/local/lib/node_modules)/spillway/packaging/install.sh
  ./install.sh --destdir /tmp/image
TEXT
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=$(dirname -- "$here")
main=$home/dist/cli/main.js
destdir=''
dry=''
remove=''

fail() {
    echo "install.sh: $(t "$1" "$2")" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --dry-run) dry=1 ;;
        --destdir) [ $# -gt 1 ] || fail '--destdir wants a folder' '--destdir 须写明目录'; destdir=$2; shift ;;
        --destdir=*) destdir=${1#--destdir=} ;;
        --remove) remove=1 ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

# Says what it does, and does it.
run() {
    echo "+ $*"
    [ -n "$dry" ] || "$@"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# As sd_booted(3) asks it: systemd may be installed and not run, in a container say.
systemd_runs() {
    [ -d /run/systemd/system ]
}

systemd_version() {
    systemctl --version 2>/dev/null | sed -n 's/^systemd \([0-9]*\).*/\1/p' | grep . || echo 0
}

# place MODE SOURCE TARGET: a file, with the places of node and program in it.
place() {
    echo "+ $destdir$3"
    [ -z "$dry" ] || return 0
    mkdir -p "$destdir$(dirname "$3")"
    sed -e "s|@node@|$node|g" -e "s|@main@|$main|g" -e "s|@home@|$home|g" "$here/$2" >"$destdir$3.new"
    chmod "$1" "$destdir$3.new"
    mv "$destdir$3.new" "$destdir$3"
}

# Every file that is put in place: its mode, its name here, its place.
files() {
    cat <<LIST
0644 spillway.service /etc/systemd/system/spillway.service
0644 spillway-web.service /etc/systemd/system/spillway-web.service
0644 spillway-backup.service /etc/systemd/system/spillway-backup.service
0644 spillway-backup.timer /etc/systemd/system/spillway-backup.timer
0644 sysusers.conf /etc/sysusers.d/spillway.conf
0644 tmpfiles.conf /etc/tmpfiles.d/spillway.conf
0644 70-spillway.rules /etc/udev/rules.d/70-spillway.rules
0644 logrotate /etc/logrotate.d/spillway
LIST
    if [ -n "$destdir" ] || [ "$(systemd_version)" -ge 254 ]; then
        echo '0644 back-off.conf /etc/systemd/system/spillway.service.d/back-off.conf'
    fi
}

check() {
    [ -f "$main" ] || fail "$main is not there: build it first (npm run demo), or install the package" \
        "没有 $main：请先编译（npm run demo），或安装软件包"
    node=$(command -v node) || fail 'node is not on the PATH' 'PATH 中没有 node'
    node=$(readlink -f "$node")
    "$node" -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' ||
        fail "$node is older than Node 20" "$node 的版本低于 Node 20"
    [ -z "$destdir" ] || return 0
    for program in "$node" "$main"; do
        case $program in
            # ProtectHome= hides them from the service, and other users may not read them.
            /home/* | /root/*)
                fail "$program: a service cannot run from a home directory; install into /usr/local or /opt" \
                    "$program：服务不能从用户主目录运行；请安装到 /usr/local 或 /opt"
                ;;
        esac
    done
}

privileges() {
    [ -z "$dry$destdir" ] || return 0
    [ "$(id -u)" = 0 ] || fail 'only root can do that (or look first: --dry-run)' '须以 root 执行（可先用 --dry-run 查看）'
    if systemd_runs && [ "$(systemd_version)" -lt 247 ]; then
        fail 'systemd 247 or newer is needed' '需要 systemd 247 或更新版本'
    fi
}

# What sysusers.conf says, also where systemd is not even installed.
user() {
    if has systemd-sysusers; then
        run systemd-sysusers /etc/sysusers.d/spillway.conf
        return 0
    fi
    for group in dahdi spillway spillway-web; do
        getent group "$group" >/dev/null || run groupadd --system "$group"
    done
    if ! getent passwd spillway >/dev/null; then
        run useradd --system --gid spillway --groups dahdi,spillway-web --comment 'Spillway call centre' \
            --home-dir /var/lib/spillway --no-create-home --shell /usr/sbin/nologin spillway
    fi
    if ! getent passwd spillway-web >/dev/null; then
        run useradd --system --gid spillway-web --comment 'Spillway console and API' \
            --home-dir /var/lib/spillway-web --no-create-home --shell /usr/sbin/nologin spillway-web
    fi
}

# folder MODE PATH: one of the service's user.
folder() {
    run install -d -m "$1" -o spillway -g spillway "$2"
}

folders() {
    if ! has systemd-tmpfiles; then
        folder 0750 /etc/spillway
        folder 0700 /var/backups/spillway
    else
        run systemd-tmpfiles --create /etc/tmpfiles.d/spillway.conf ||
            t '  some of these folders could not be made' '  有些目录未能创建'
    fi
    # Where systemd runs it makes these with the service.
    if systemd_runs; then return 0; fi
    folder 0750 /var/lib/spillway
    folder 0750 /var/log/spillway
    folder 0751 /run/spillway
}

devices() {
    if has udevadm && run udevadm control --reload; then
        run udevadm trigger --subsystem-match=dahdi --subsystem-match=dahdi_channels || true
    else
        t '  there is no udev here' '  本机没有运行 udev'
    fi
}

# A first configuration, never over one that is there.
configuration() {
    target=$destdir/etc/spillway/spillway.yaml
    if [ -e "$target" ]; then
        t "  $target is there already and stays" "  $target 已存在，保持不变"
        return 0
    fi
    echo "+ $target"
    [ -z "$dry" ] || return 0
    mkdir -p "$destdir/etc/spillway"
    { echo 'data: /var/lib/spillway'; cat "$home/examples/spillway.yaml"; } >"$target"
    chmod 0640 "$target"
    [ -n "$destdir" ] || chown spillway:spillway "$target"
}

next() {
    spillway="$node $main"
    has spillway && spillway=spillway
    echo
    t 'Next:' '下一步：'
    t '  edit /etc/spillway/spillway.yaml' '  编辑 /etc/spillway/spillway.yaml'
    echo "  $spillway check /etc/spillway/spillway.yaml"
    echo "  $spillway doctor /etc/spillway/spillway.yaml"
    if systemd_runs || [ -n "$destdir" ]; then
        echo '  systemctl enable --now spillway.service spillway-backup.timer'
        return 0
    fi
    t '  systemd does not run here (a container?): the units are there for when it does. Until then, as root:' \
        '  本机没有运行 systemd（可能是容器）：单元已安装，以后可用。在此之前请以 root 执行：'
    echo "  runuser -u spillway -- $spillway start /etc/spillway/spillway.yaml"
    t '  Nothing begins it again after a crash, and no backup is made by itself (spillway backup does one).' \
        '  崩溃后不会自动重新启动，也不会自动备份（可用 spillway backup 备份）。'
}

install_all() {
    check
    files | while read -r mode name target; do place "$mode" "$name" "$target"; done
    if [ -z "$destdir" ]; then
        user
        folders
        devices
        ! systemd_runs || run systemctl daemon-reload
    fi
    configuration
    next
}

remove_all() {
    if [ -z "$destdir" ] && systemd_runs; then
        run systemctl disable --now spillway.service spillway-backup.timer || true
    fi
    files | while read -r _ _ target; do run rm -f "$destdir$target"; done
    if [ -z "$destdir" ] && systemd_runs; then run systemctl daemon-reload || true; fi
    t '/etc/spillway, /var/lib/spillway, /var/log/spillway, /var/backups/spillway and the user spillway stay.' \
        '/etc/spillway、/var/lib/spillway、/var/log/spillway、/var/backups/spillway 和用户 spillway 保留。'
}

privileges
if [ -n "$remove" ]; then remove_all; else install_all; fi
