# Completion of birthmark for fish. Install as
# share/fish/vendor_completions.d/birthmark.fish.

function __birthmark_ids
	birthmark $argv[1] --color=never 2>/dev/null | awk 'NR > 1 { print $1 }'
end

function __birthmark_in
	__fish_seen_subcommand_from $argv
end

set -l commands read scan identify explain judge report laws companies brands marks fields data decide audit devices tell merge split site contract backup
set -l judges read scan identify explain judge report
set -l books tell merge split site contract
set -l estates read scan explain judge report decide audit laws devices tell merge split site contract backup
set -l lists laws companies brands marks
set -l statuses prohibited prohibited-new licence-required restricted undetermined not-in-force clear
set -l no_command "not __fish_seen_subcommand_from $commands"

complete -c birthmark -f
complete -c birthmark -n $no_command -l version -d 'tell the version'
complete -c birthmark -n $no_command -a read -d 'find the devices in packet captures'
complete -c birthmark -n $no_command -a scan -d 'ask the network and find the devices in it'
complete -c birthmark -n $no_command -a identify -d 'say who made devices whose answers were recorded'
complete -c birthmark -n $no_command -a explain -d 'tell the story of one device'
complete -c birthmark -n $no_command -a judge -d 'judge the devices of the estate'
complete -c birthmark -n $no_command -a report -d 'write the estate as one page'
complete -c birthmark -n $no_command -a laws -d 'search the restrictions'
complete -c birthmark -n $no_command -a companies -d 'search the companies: owners, brands, restrictions'
complete -c birthmark -n $no_command -a brands -d 'search the brands: who makes what is sold under each'
complete -c birthmark -n $no_command -a marks -d 'search the marks by which makers are known'
complete -c birthmark -n $no_command -a fields -d 'list the fields that can be observed'
complete -c birthmark -n $no_command -a decide -d 'put on record what was decided about devices'
complete -c birthmark -n $no_command -a audit -d 'list what was done to the estate, and check it'
complete -c birthmark -n $no_command -a devices -d 'list the devices that fit a query'
complete -c birthmark -n $no_command -a tell -d 'put on record what you know of devices'
complete -c birthmark -n $no_command -a merge -d 'take devices as one'
complete -c birthmark -n $no_command -a split -d 'take one device as two'
complete -c birthmark -n $no_command -a site -d 'list the sites, or put one on record'
complete -c birthmark -n $no_command -a contract -d 'list the contracts, or put one on record'
complete -c birthmark -n $no_command -a backup -d 'copy the estate while it is in use'
complete -c birthmark -n $no_command -a data -d 'check data files'

complete -c birthmark -n "__birthmark_in $judges $lists fields data decide audit devices $books backup" -l json -d 'one JSON object a line'
complete -c birthmark -n "__birthmark_in $judges" -l as -x -d 'judge only by laws that bind this role'
complete -c birthmark -n "__birthmark_in $judges laws companies brands devices contract" -l on -x -d 'judge by the law of this day'
complete -c birthmark -n "__birthmark_in $judges" -l law -x -a '(__birthmark_ids laws)' -d 'judge only by this law'
complete -c birthmark -n "__birthmark_in $judges" -l fail-on -x -a "$statuses" -d 'exit with 1 on this status'
complete -c birthmark -n "__birthmark_in $estates" -l estate -r -d 'the estate file'
complete -c birthmark -n "__birthmark_in read scan" -l no-estate -d 'keep nothing'
complete -c birthmark -n "__birthmark_in report" -s o -l output -r -d 'where to write'
complete -c birthmark -n "__birthmark_in $judges $lists data decide devices $books" -l data -x -a '(__fish_complete_directories)' -d 'add data from this folder'
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
complete -c birthmark -n "__birthmark_in judge" -l changes -x -d 'tell what changes from this day to the next'
complete -c birthmark -n "__birthmark_in judge" -l all -d 'name all devices'
complete -c birthmark -n "__birthmark_in judge" -l dry-run -d 'keep no verdicts'
complete -c birthmark -n "__birthmark_in decide" -l law -x -a '(__birthmark_ids laws)' -d 'the law that it is about'
complete -c birthmark -n "__birthmark_in decide" -l by -x -d 'who decided'
complete -c birthmark -n "__birthmark_in decide" -l why -x -d 'for which reason'
complete -c birthmark -n "__birthmark_in decide" -l act -x -a 'buy use contract sell import export-to' -d 'one act of the law'
complete -c birthmark -n "__birthmark_in decide" -l status -x -a "$statuses" -d 'what the department decided it is'
complete -c birthmark -n "__birthmark_in decide" -l maker -x -a '(__birthmark_ids companies)' -d 'the company that made it, or did not'
complete -c birthmark -n "__birthmark_in decide" -l brand -x -a '(__birthmark_ids brands)' -d 'the brand on its label'
complete -c birthmark -n "__birthmark_in decide" -l model -x -d 'the model on its label'
complete -c birthmark -n "__birthmark_in decide" -l from -x -d 'the first day on which it holds'
complete -c birthmark -n "__birthmark_in decide" -l until -x -d 'the first day on which it does not hold any more'
complete -c birthmark -n "__birthmark_in decide" -l reference -x -d 'the paper on which it stands'
complete -c birthmark -n "__birthmark_in decide" -l against -x -d 'which evidence against it was looked for'
complete -c birthmark -n "__birthmark_in decide" -l supersedes -x -d 'the decision that it takes the place of'
complete -c birthmark -n "__birthmark_in decide" -l all -d 'of all devices that fit'
complete -c birthmark -n "__birthmark_in decide" -l dry-run -d 'record nothing'
complete -c birthmark -n "__birthmark_in decide" -a 'licence waiver exemption case confirm reject'
complete -c birthmark -n "__birthmark_in audit" -l expect -x -d 'a hash that was kept elsewhere'
complete -c birthmark -n "__birthmark_in audit" -a 'list show verify'
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
complete -c birthmark -n "__birthmark_in devices" -l count -d 'say only how many'
complete -c birthmark -n "__birthmark_in devices" -l limit -x -d 'at most so many devices'
complete -c birthmark -n "__birthmark_in $books" -l by -x -d 'who says so'
complete -c birthmark -n "__birthmark_in tell merge split" -l why -x -d 'for which reason'
complete -c birthmark -n "__birthmark_in tell" -l all -d 'of all devices that fit'
complete -c birthmark -n "__birthmark_in tell" -l site -x -a '(__birthmark_ids site)' -d 'the site where it is'
complete -c birthmark -n "__birthmark_in tell" -l contract -x -a '(__birthmark_ids contract)' -d 'the contract under which it is'
complete -c birthmark -n "__birthmark_in tell" -l made-in -x -d 'the country where it was manufactured'
complete -c birthmark -n "__birthmark_in tell" -l kind -x -d 'what it is, finer than its class'
complete -c birthmark -n "__birthmark_in tell" -l acquired -x -d 'the day on which it was bought'
complete -c birthmark -n "__birthmark_in tell" -l component -x -a '(__birthmark_ids companies)' -d 'a company whose part is inside'
complete -c birthmark -n "__birthmark_in tell" -l whole -d 'these components are all'
complete -c birthmark -n "__birthmark_in split" -l part -x -d 'the merged device that is taken off'
complete -c birthmark -n "__birthmark_in split" -l address -x -d 'the address that is another device\'s'
complete -c birthmark -n "__birthmark_in split" -l since -x -d 'from this day on it was another device'
complete -c birthmark -n "__birthmark_in site contract" -l title -x -d 'what people call it'
complete -c birthmark -n "__birthmark_in site" -l network -x -d 'a network of the site'
complete -c birthmark -n "__birthmark_in site" -l latitude -x -d 'degrees north'
complete -c birthmark -n "__birthmark_in site" -l longitude -x -d 'degrees east'
complete -c birthmark -n "__birthmark_in contract" -l supplier -x -d 'who delivers'
complete -c birthmark -n "__birthmark_in contract" -l from -x -d 'the first day'
complete -c birthmark -n "__birthmark_in contract" -l until -x -d 'the day after the last'
complete -c birthmark -n "__birthmark_in contract" -l value -x -d 'what it is worth'
complete -c birthmark -n "__birthmark_in site contract" -a 'list put'
complete -c birthmark -n "__birthmark_in backup" -F
