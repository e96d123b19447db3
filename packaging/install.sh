#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# How does Spillway become a service of this machine? Puts the files of this folder in their places and begins nothing.
set -eu

usage() {
    cat <<TEXT
usage: install.sh [--dry-run] [--destdir DIR] [--remove]

Puts Spillway's systemd units, its user, udev rule and logrotate file in place, for the program beside this folder.
用法：把 Spillway 的 systemd 单元、用户、udev 规则和 logrotate 配置安装到位；不启动任何服务。

  --dry-run       print what would be done / 只显示将要执行的操作
  --destdir DIR   put the files below DIR and touch nothing else, for packagers / 安装到 DIR 下,供打包使用
  --remove        take them away again; configuration, data and backups stay / 卸载;配置、数据和备份保留
  --help          this text / 显示本说明

Examples:
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
    echo "install.sh: $*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --dry-run) dry=1 ;;
        --destdir) [ $# -gt 1 ] || fail '--destdir wants a folder'; destdir=$2; shift ;;
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

systemd_version() {
    systemctl --version 2>/dev/null | sed -n 's/^systemd \([0-9]*\).*/\1/p' | grep . || echo 0
}

check() {
    [ -f "$main" ] || fail "$main is not there: build it first (npm run demo), or install the package"
    node=$(command -v node) || fail 'node is not on the PATH'
    node=$(readlink -f "$node")
    "$node" -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || fail "$node is older than Node 20"
    [ -z "$destdir" ] || return 0
    for program in "$node" "$main"; do
        case $program in
            # ProtectHome= hides them from the service, and other users may not read them.
            /home/* | /root/*) fail "$program: a service cannot run from a home directory; install into /usr/local or /opt" ;;
        esac
    done
}

privileges() {
    [ -z "$dry$destdir" ] || return 0
    [ "$(id -u)" = 0 ] || fail 'only root can do that (or look first: --dry-run)'
    [ "$(systemd_version)" -ge 247 ] || fail 'systemd 247 or newer is needed'
}

# A first configuration, never over one that is there.
configuration() {
    target=$destdir/etc/spillway/spillway.yaml
    [ ! -e "$target" ] || { echo "  $target is there already and stays"; return 0; }
    echo "+ $target"
    [ -z "$dry" ] || return 0
    mkdir -p "$destdir/etc/spillway"
    { echo 'data: /var/lib/spillway'; cat "$home/examples/spillway.yaml"; } >"$target"
    chmod 0640 "$target"
    [ -n "$destdir" ] || chown spillway:spillway "$target"
}

install_all() {
    check
    files | while read -r mode name target; do place "$mode" "$name" "$target"; done
    if [ -z "$destdir" ]; then
        run systemd-sysusers /etc/sysusers.d/spillway.conf
        run systemd-tmpfiles --create /etc/tmpfiles.d/spillway.conf || echo '  some of these folders could not be made'
        run udevadm control --reload || echo '  there is no udev here'
        run udevadm trigger --subsystem-match=dahdi --subsystem-match=dahdi_channels || true
        run systemctl daemon-reload || echo '  systemd does not run here (a container?): the units are there for when it does'
    fi
    configuration
    cat <<TEXT

Next / 下一步:
  edit /etc/spillway/spillway.yaml
  spillway check /etc/spillway/spillway.yaml
  systemctl enable --now spillway.service spillway-backup.timer
TEXT
}

remove_all() {
    if [ -z "$destdir" ]; then
        run systemctl disable --now spillway.service spillway-backup.timer || true
    fi
    files | while read -r _ _ target; do run rm -f "$destdir$target"; done
    [ -n "$destdir" ] || run systemctl daemon-reload || true
    echo '/etc/spillway, /var/lib/spillway, /var/log/spillway, /var/backups/spillway and the user spillway stay.'
}

privileges
if [ -n "$remove" ]; then remove_all; else install_all; fi
