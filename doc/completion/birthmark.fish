# Completion of birthmark for fish. Install as
# share/fish/vendor_completions.d/birthmark.fish.

function __birthmark_ids
	birthmark $argv[1] --color=never 2>/dev/null | awk 'NR > 1 { print $1 }'
end

function __birthmark_in
	__fish_seen_subcommand_from $argv
end

set -l commands read scan identify explain report laws companies brands marks fields data
set -l judges read scan identify explain report
set -l estates read scan explain report
set -l lists laws companies brands marks
set -l statuses prohibited prohibited-new licence-required restricted undetermined not-in-force clear
set -l no_command "not __fish_seen_subcommand_from $commands"

complete -c birthmark -f
complete -c birthmark -n $no_command -l version -d 'tell the version'
complete -c birthmark -n $no_command -a read -d 'find the devices in packet captures'
complete -c birthmark -n $no_command -a scan -d 'ask the network and find the devices in it'
complete -c birthmark -n $no_command -a identify -d 'say who made devices whose answers were recorded'
complete -c birthmark -n $no_command -a explain -d 'tell the story of one device'
complete -c birthmark -n $no_command -a report -d 'write the estate as one page'
complete -c birthmark -n $no_command -a laws -d 'search the restrictions'
complete -c birthmark -n $no_command -a companies -d 'search the companies: owners, brands, restrictions'
complete -c birthmark -n $no_command -a brands -d 'search the brands: who makes what is sold under each'
complete -c birthmark -n $no_command -a marks -d 'search the marks by which makers are known'
complete -c birthmark -n $no_command -a fields -d 'list the fields that can be observed'
complete -c birthmark -n $no_command -a data -d 'check data files'

complete -c birthmark -n "__birthmark_in $judges $lists fields data" -l json -d 'one JSON object a line'
complete -c birthmark -n "__birthmark_in $judges" -l as -x -d 'judge only by laws that bind this role'
complete -c birthmark -n "__birthmark_in $judges laws companies brands" -l on -x -d 'judge by the law of this day'
complete -c birthmark -n "__birthmark_in $judges" -l law -x -a '(__birthmark_ids laws)' -d 'judge only by this law'
complete -c birthmark -n "__birthmark_in $judges" -l fail-on -x -a "$statuses" -d 'exit with 1 on this status'
complete -c birthmark -n "__birthmark_in $estates" -l estate -r -d 'the estate file'
complete -c birthmark -n "__birthmark_in read scan" -l no-estate -d 'keep nothing'
complete -c birthmark -n "__birthmark_in report" -s o -l output -r -d 'where to write'
complete -c birthmark -n "__birthmark_in $judges $lists data" -l data -x -a '(__fish_complete_directories)' -d 'add data from this folder'
complete -c birthmark -n "__birthmark_in scan" -l exclude -r -d 'never ask this address, range or name, or those of a file'
complete -c birthmark -n "__birthmark_in scan" -l scope -r -d 'ask only within the ranges of this file'
complete -c birthmark -n "__birthmark_in scan" -l interface -x -a '(__fish_print_interfaces)' -d 'ask everybody on this interface only'
complete -c birthmark -n "__birthmark_in scan" -l no-groups -d 'ask only the targets'
complete -c birthmark -n "__birthmark_in scan" -l rate -x -d 'at most so many packets a second'
complete -c birthmark -n "__birthmark_in scan" -l sweep-only -d 'say who is there, talk with none'
complete -c birthmark -n "__birthmark_in scan" -l device-rate -x -d 'at most so many packets a second to one device'
complete -c birthmark -n "__birthmark_in scan" -l snmp-community -x -d 'ask by SNMP too, with this community'
complete -c birthmark -n "__birthmark_in scan" -l journal -r -d 'write down how far it is, and go on from there'
complete -c birthmark -n "__birthmark_in scan" -l wait -x -d 'seconds to wait for answers'
complete -c birthmark -n "__birthmark_in scan" -l public -d 'public addresses too'
complete -c birthmark -n "__birthmark_in scan" -l dry-run -d 'send nothing'
complete -c birthmark -n "__birthmark_in scan" -l what-we-send -d 'list every byte that is ever sent'
complete -c birthmark -n "__birthmark_in data" -l alone -d 'take the folder for all there is'
complete -c birthmark -n "__birthmark_in data" -l strict -d 'also list what rests on memory alone'
complete -c birthmark -n "__birthmark_in data" -a check -d 'check data files'
for list in $lists
	complete -c birthmark -n "__birthmark_in $list" -a "(__birthmark_ids $list)"
end
complete -c birthmark -n "__birthmark_in $commands" -l color -x -a 'auto always never' -d 'use colours'
complete -c birthmark -n "__birthmark_in $commands" -s q -l quiet -d 'no progress and no warnings'
complete -c birthmark -s h -l help -d 'show the options'
complete -c birthmark -n "__birthmark_in read scan identify" -F
