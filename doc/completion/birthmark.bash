# Completion of birthmark for bash. Install as
# share/bash-completion/completions/birthmark.

_birthmark_options() {
	local common="--color --quiet --help"
	local judging="--as --on --law --fail-on"

	case $1 in
	read) echo "--json $judging --estate --no-estate --data $common" ;;
	scan) echo "--json $judging --estate --no-estate --data --exclude --scope --interface --no-groups --sweep-only \
		--rate --device-rate --wait --journal --snmp-community --public --dry-run --what-we-send $common" ;;
	identify) echo "--json $judging --data $common" ;;
	explain) echo "--json $judging --estate --data $common" ;;
	report) echo "--json $judging --estate --output --data $common" ;;
	laws | companies | brands) echo "--json --on --data $common" ;;
	marks) echo "--json --data $common" ;;
	fields) echo "--json $common" ;;
	data) echo "--alone --data --json --strict $common" ;;
	esac
}

# The first column of a list, from birthmark itself, so that it never grows old.
_birthmark_ids() {
	birthmark "$1" --color=never 2>/dev/null | awk 'NR > 1 { print $1 }'
}

_birthmark() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
	local commands="read scan identify explain report laws companies brands marks fields data"

	# Bash parts --law=ID into three words.
	if [ "$cur" = "=" ]; then
		cur=
	elif [ "$prev" = "=" ]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$cur")
		return
	fi
	case $prev in
	--color) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$cur"); return ;;
	--fail-on) mapfile -t COMPREPLY < <(compgen -W "prohibited prohibited-new licence-required restricted \
		undetermined not-in-force clear" -- "$cur"); return ;;
	--law) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids laws)" -- "$cur"); return ;;
	--data) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--interface) mapfile -t COMPREPLY < <(compgen -W "$(ls /sys/class/net 2>/dev/null)" -- "$cur"); return ;;
	--as | --on | --rate | --device-rate | --wait | --snmp-community) return ;;
	--estate | --output | -o | --exclude | --scope) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_options "$command")" -- "$cur")
		return
	fi
	case $command in
	laws | companies | brands | marks) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids "$command")" -- "$cur") ;;
	read | scan | identify) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
	data) mapfile -t COMPREPLY < <(if [ "$COMP_CWORD" -eq 2 ]; then compgen -W check -- "$cur"; else compgen -d -- "$cur"; fi) ;;
	esac
}

complete -o filenames -F _birthmark birthmark
