# Completion of birthmark for bash. Install as
# share/bash-completion/completions/birthmark.

_birthmark_options() {
	local common="--language --color --quiet --help"
	local judging="--as --on --law --fail-on"

	case $1 in
	read) echo "--json $judging --estate --no-estate --data $common" ;;
	scan) echo "--json $judging --estate --no-estate --data --exclude --scope --interface --no-groups --sweep-only \
		--rate --device-rate --wait --journal --snmp-community --public --dry-run --what-we-send $common" ;;
	import) echo "--column --fill --sheet --register --as-of --by --dry-run --json --estate --data $common" ;;
	reconcile) echo "--json --site --all --fail-on --estate --data $common" ;;
	identify) echo "--json $judging --data $common" ;;
	explain) echo "--json $judging --all --estate --data $common" ;;
	judge) echo "--json $judging --changes --all --anew --dry-run --estate --data $common" ;;
	report) echo "--json --format --precision --each --summary --document --public --confidential --replaces --why \
		$judging --estate --output --data $common" ;;
	laws) echo "--json --on --estate --data $common" ;;
	companies | brands) echo "--json --on --data $common" ;;
	marks) echo "--json --data $common" ;;
	fields) echo "--json $common" ;;
	decide) echo "--law --by --why --act --status --maker --brand --model --from --until --reference --against --supersedes \
		--all --dry-run --json --estate --data $common" ;;
	audit) echo "--json --expect --estate --data $common" ;;
	devices) echo "--json --count --limit --on --estate --data $common" ;;
	tell) echo "--by --why --all --site --contract --made-in --kind --acquired --component --whole --json --estate --data $common" ;;
	merge) echo "--by --why --json --estate --data $common" ;;
	split) echo "--part --address --since --by --why --json --estate --data $common" ;;
	site) echo "--title --network --latitude --longitude --by --json --estate --data $common" ;;
	contract) echo "--title --supplier --from --until --value --on --by --json --estate --data $common" ;;
	backup) echo "--json --estate $common" ;;
	data) echo "--alone --data --json --strict $common" ;;
	esac
}

# The first column of a list, from birthmark itself, so that it never grows old.
_birthmark_ids() {
	birthmark "$1" --color=never 2>/dev/null | awk 'NR > 1 { print $1 }'
}

_birthmark() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
	local commands="read scan import reconcile identify explain judge report laws companies brands marks fields data decide audit \
		devices tell merge split site contract backup"

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
	--language) mapfile -t COMPREPLY < <(compgen -W "en nl" -- "$cur"); return ;;
	--color) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$cur"); return ;;
	--format) mapfile -t COMPREPLY < <(compgen -W "html csv xlsx jsonl geojson cyclonedx" -- "$cur"); return ;;
	--fail-on | --status) mapfile -t COMPREPLY < <(compgen -W "prohibited prohibited-new licence-required restricted \
		undetermined not-in-force clear" -- "$cur"); return ;;
	--site) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids site)" -- "$cur"); return ;;
	--contract) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids contract)" -- "$cur"); return ;;
	--component) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids companies)" -- "$cur"); return ;;
	--maker) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids companies)" -- "$cur"); return ;;
	--brand) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids brands)" -- "$cur"); return ;;
	--law) mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_ids laws)" -- "$cur"); return ;;
	--data) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
	--interface) mapfile -t COMPREPLY < <(compgen -W "$(ls /sys/class/net 2>/dev/null)" -- "$cur"); return ;;
	--by | --why | --act | --model | --from | --until | --reference | --against | --supersedes | --expect) return ;;
	--limit | --title | --network | --latitude | --longitude | --supplier | --value | --made-in | --kind | --acquired) return ;;
	--part | --address | --since) return ;;
	--as | --on | --changes | --rate | --device-rate | --wait | --snmp-community) return ;;
	--estate | --output | -o | --exclude | --scope) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
	esac
	if [[ $cur == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_birthmark_options "$command")" -- "$cur")
		return
	fi
	case $command in
	decide) [ "$COMP_CWORD" -eq 2 ] && mapfile -t COMPREPLY < <(compgen -W "licence waiver exemption case confirm reject" -- "$cur") ;;
	site | contract) [ "$COMP_CWORD" -eq 2 ] && mapfile -t COMPREPLY < <(compgen -W "list put" -- "$cur") ;;
	backup) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
	audit) [ "$COMP_CWORD" -eq 2 ] && mapfile -t COMPREPLY < <(compgen -W "list show verify" -- "$cur") ;;
	laws | companies | brands | marks)
		if [ "$command" = laws ] && [ "${COMP_WORDS[2]}" = check ] && [ "$COMP_CWORD" -gt 2 ]; then
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		else
			mapfile -t COMPREPLY < <(compgen -W "show $(_birthmark_ids "$command")" -- "$cur")
		fi ;;
	read | scan | import | identify) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
	data) mapfile -t COMPREPLY < <(if [ "$COMP_CWORD" -eq 2 ]; then compgen -W check -- "$cur"; else compgen -d -- "$cur"; fi) ;;
	esac
}

complete -o filenames -F _birthmark birthmark
