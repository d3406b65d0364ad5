# Every kind of bad data, and what the loader says to it. Read by refuse_test.py:
#
#   case  what is wrong
#   FILE  the lines of a data file, as they stand; more than one file may come
#   want  FILE:LINE:COLUMN: the whole sentence
#   warn  the same, for what is only warned of
#   end
#
# The files are laid on top of the data that is built in. %repeat N LINE stands
# for that line N times, with # as its number; %own FILE KEY=VALUE for our own
# file with one key changed. * in a sentence is any text. What is good of an entry:
#
#   %company ID   %brand ID   %mark NAME   %law ID KEY=VALUE…

# ---- YAML

case  a key twice
companies.yaml
- company: a
  company: b
want  companies.yaml:2:3: this key stands here twice
end

case  more keys than a map may have
companies.yaml
- company: a
%repeat 1024   k#: v
want  companies.yaml:1025:3: more than 1024 keys stand in this map
end

case  an anchor
companies.yaml
- company: &x a
want  companies.yaml:1:12: anchors are not used here
end

case  an anchor at a map
companies.yaml
- &x { company: a }
want  companies.yaml:1:3: anchors are not used here
end

case  an anchor at a list
companies.yaml
- company: &x [a]
want  companies.yaml:1:12: anchors are not used here
end

case  a tag
companies.yaml
- company: !!int 7
want  companies.yaml:1:12: tags are not used here: all values are text
end

case  an alias
companies.yaml
- company: *x
want  companies.yaml:1:12: aliases are not used here
end

case  a list as a key
companies.yaml
- [a]: b
want  companies.yaml:1:3: a key must be plain text
end

case  no YAML
companies.yaml
- company: [a
want  companies.yaml:2:1: did not find expected ',' or ']'
end

case  deeper than anybody needs
companies.yaml
- [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
want  companies.yaml:1:33: nested too deep
end

case  a file that is too large
companies.yaml
%repeat 170000 # ..................................................................................................
want  companies.yaml:1:1: the file is larger than 16 MiB
end

case  a file that nobody knows
mark.yaml
%mark a/b
want  mark.yaml:1:1: no kind of data has this name: companies, brands, models, macs, marks, laws, dossiers, registers, weights, markets, fields
end

case  questions of one's own
questions.yaml
- question: a/b
want  questions.yaml:1:1: what is sent is the program's own alone: a folder of data may neither add questions nor change them
end

# ---- companies

case  no list
companies.yaml
company: a
want  companies.yaml:1:1: a file must be a list of entries
end

case  no map
companies.yaml
- a
want  companies.yaml:1:3: a company must be a map of keys and values
end

case  a key that nobody knows
companies.yaml
- company: a
  nmae: A
want  companies.yaml:2:9: 'nmae' is not a key that a company has
end

case  a key that is missing
companies.yaml
- company: a
  country: NL
  source: s
  trust: low
want  companies.yaml:1:3: a company needs 'name'
end

case  an empty text
companies.yaml
- company: a
  name: ""
want  companies.yaml:2:9: 'name' needs a text
end

case  an id with blanks and capitals
companies.yaml
- company: A b
want  companies.yaml:1:12: 'A b' is no id: lower-case letters, digits and dashes
end

case  a country that is none
companies.yaml
- company: a
  country: Holland
want  companies.yaml:2:12: 'Holland' is no country: two capitals, as in ISO 3166
end

case  a word that nobody knows
companies.yaml
- company: a
  trust: total
want  companies.yaml:2:10: 'total' is none of the words that 'trust' knows
end

case  one text where several go
companies.yaml
- company: a
  aliases: A
want  companies.yaml:2:12: 'aliases' needs a list of texts
end

case  an empty text among several
companies.yaml
- company: a
  aliases: [A, ""]
want  companies.yaml:2:16: 'aliases' needs a list of texts, none of them empty
end

case  one company twice
companies.yaml
%company a
%company a
want  companies.yaml:6:3: this company stands here twice
end

case  a company that is built in, once more
companies.yaml
%company hikvision
want  companies.yaml:1:3: this company stands here twice
end

case  owners that are no list
companies.yaml
%company a
  owners: b
want  companies.yaml:6:11: 'owners' needs a list
end

case  an owner who sold before he bought
companies.yaml
%company a
  owners: [{ owner: axis, from: 2021, until: 2020, trust: low }]
want  companies.yaml:6:12: this owner's 'until' does not lie behind 'from'
end

case  an owner whom nobody knows
companies.yaml
%company a
  owners: [{ owner: nobody-knows, trust: low }]
want  companies.yaml:6:21: there is no company 'nobody-knows'
end

case  more than all of a company
companies.yaml
%company a
  owners: [{ owner: axis, percent: 101, trust: low }]
want  companies.yaml:6:36: '101' under 'percent' is no number from 0 to 100
end

case  less than nothing of a company
companies.yaml
%company a
  owners: [{ owner: axis, percent: -1, trust: low }]
want  companies.yaml:6:36: '-1' under 'percent' is no number from 0 to 100
end

case  a number with two points
companies.yaml
%company a
  owners: [{ owner: axis, percent: 5.5.5, trust: low }]
want  companies.yaml:6:36: '5.5.5' under 'percent' is no number from 0 to 100
end

case  more than all of a company, by several
companies.yaml
%company a
  owners:
    - { owner: axis, percent: 60, trust: low }
    - { owner: bosch, percent: 50, trust: low }
want  companies.yaml:8:7: with this owner more than the whole is owned
end

case  an owner twice
companies.yaml
%company a
  owners: [{ owner: axis, trust: low }, { owner: axis, percent: 5, trust: low }]
want  companies.yaml:6:41: 'axis' is an owner here twice
end

case  owners in a circle
companies.yaml
%company a
  owners: [{ owner: b, percent: 60, trust: low }]
%company b
  owners: [{ owner: a, percent: 51, trust: low }]
want  companies.yaml:6:11: 'a' owns itself, in a circle
end

case  a day that is none
companies.yaml
%company a
  owners: [{ owner: axis, as-of: 2023-02-29, trust: low }]
want  companies.yaml:6:34: '2023-02-29' under 'as-of' is no day: YYYY-MM-DD, YYYY-MM or YYYY
end

case  a block's holder whom another company has
companies.yaml
%company zzz
  mac-names: [AXIS communications ab.]
want  companies.yaml:6:15: 'AXIS communications ab.' holds MAC blocks for another entry already
end

case  a holder who has no block
companies.yaml
%company a
  mac-names: [Nobody At All N.V.]
warn  companies.yaml:6:15: 'Nobody At All N.V.' holds no MAC block
end

case  too many companies
companies.yaml
%repeat 65536 - { company: c#, name: C, country: NL, source: s, trust: low }
want  companies.yaml:*: more entries than 16 bits can number
end

# ---- brands and models

case  one brand twice
brands.yaml
%brand b
%brand b
want  brands.yaml:4:3: this brand stands here twice
end

case  a brand that belongs to nobody known
brands.yaml
%brand b
  owner: nobody-knows
want  brands.yaml:4:10: there is no company 'nobody-knows'
end

case  days that run backwards
brands.yaml
%brand b
  makers:
    - { maker: axis, share: all, from: 2020, until: 2019, relation: r, trust: low, source: s }
want  brands.yaml:5:7: 'until' lies before 'from'
end

case  two makers of everything
brands.yaml
%brand b
  makers:
    - { maker: axis, share: all, relation: r, trust: low, source: s }
    - { maker: bosch, share: all, relation: r, trust: low, source: s }
want  brands.yaml:6:7: two makers cannot both make all of it: tell the years, or the models
end

case  a model of a brand that nobody knows
models.yaml
- { pair: { brand: nobody-knows, model: M1 }, original: { maker: axis }, likeness: exact, relation: r, trust: low, source: s }
want  models.yaml:1:20: there is no brand 'nobody-knows'
end

case  a model number without anything in it
models.yaml
- { pair: { brand: annke, model: "- -" }, original: { maker: axis }, likeness: exact, relation: r, trust: low, source: s }
want  models.yaml:1:3: '- -' cannot be compared: without dashes it has no bytes, or over 64
end

# ---- markets and weights

case  a share above one
markets.yaml
- { market: m, name: M, shares: [{ maker: axis, share: 2, trust: low, source: s }] }
want  markets.yaml:1:56: '2' under 'share' is no number from 0 to 1
end

case  a market above one
markets.yaml
- market: m
  name: M
  shares:
    - { maker: axis, share: 0.6, trust: low, source: s }
    - { maker: bosch, share: 0.5, trust: low, source: s }
want  markets.yaml:5:7: with this share the market is more than whole
end

case  a maker's share twice
markets.yaml
- market: m
  name: M
  shares:
    - { maker: axis, share: 0.1, trust: low, source: s }
    - { maker: axis, share: 0.2, trust: low, source: s }
want  markets.yaml:5:7: 'axis' has a share of this market already
end

case  a market's Dutch name that is no map
markets.yaml
- { market: m, name: M, nl: "M", shares: [] }
want  markets.yaml:1:29: a market in Dutch must be a map of keys and values
end

case  a market twice
markets.yaml
- { market: m, name: M, shares: [] }
- { market: m, name: M, shares: [] }
want  markets.yaml:2:3: this market stands here twice
end

case  a weight that nobody knows
weights.yaml
hnit: 2
want  weights.yaml:1:7: 'hnit' is no weight that is known
end

case  a weight beyond its range
weights.yaml
hint: 0
want  weights.yaml:1:7: 'hint' must be a number in its range
end

case  a record of nobody knows which devices
weights.yaml
%own weights.yaml record={possible: [1, 2], likely: [1, 2], confirmed: [1, 2]}
want  weights.yaml:*: 'record' must say on which 'devices' it was measured
end

case  a record with more hits than shots
weights.yaml
%own weights.yaml record={devices: "a desk", possible: [1, 2], likely: [3, 2], confirmed: [1, 2]}
want  weights.yaml:*: 'likely' must be a list of two numbers: rightly named, named
end

case  grades that do not rise
weights.yaml
%own weights.yaml likely=0.995
want  weights.yaml:*: possible, likely and confirmed must rise in this order
end

# ---- MAC blocks

case  a block that is none
macs.yaml
- { block: 28:57:BE/25x, company: axis, source: s }
want  macs.yaml:1:12: '28:57:BE/25x' is no block: 28:57:BE/24, of 12 to 48 bits
end

case  more digits than bits
macs.yaml
- { block: 28:57:BE:01/24, company: axis, source: s }
want  macs.yaml:1:12: '28:57:BE:01/24' has digits behind its bits: whether less or more is meant, nobody can tell
end

case  addresses of groups
macs.yaml
- { block: 01:00:5E/24, company: axis, source: s }
want  macs.yaml:1:12: '01:00:5E/24' are addresses of groups, which nobody holds
end

case  addresses that somebody made up
macs.yaml
- { block: 2A:57:BE/24, company: axis, source: s }
want  macs.yaml:1:12: '2A:57:BE/24' are locally administered addresses, which nobody holds
end

case  a block of two
macs.yaml
- { block: 28:57:BE/24, company: axis, brand: annke, source: s }
want  macs.yaml:1:3: a block needs one of 'company', 'brand', 'holder' and 'nobody: yes'
end

case  a block of a company that nobody knows
macs.yaml
- { block: 28:57:BE/24, company: nobody-knows, source: s }
want  macs.yaml:1:34: there is no company 'nobody-knows'
end

case  a block of a brand that nobody knows
macs.yaml
- { block: 28:57:BE/24, brand: nobody-knows, source: s }
want  macs.yaml:1:32: there is no brand 'nobody-knows'
end

case  a block twice, spelt in two ways
macs.yaml
- { block: 28:57:BE/24, company: axis, source: s }
- { block: "2857be", company: axis, source: s }
want  macs.yaml:2:3: this block stands here twice
end

# ---- marks

case  no list of marks
marks.yaml
mark: a/b
want  marks.yaml:1:1: a file of marks is a list: each begins with `- mark:`
end

case  no mark
marks.yaml
- a/b
want  marks.yaml:1:3: a mark is written `- mark: NAME` and lines below it
end

case  a key that no mark has
marks.yaml
- mark: a/b
  claims: { maker: axis }
want  marks.yaml:2:11: 'claims' is not a word that is known here
end

case  no name
marks.yaml
- when: { http.server: y }
want  marks.yaml:1:3: a mark needs a name
end

case  no source
marks.yaml
- mark: a/b
  why: w
want  marks.yaml:1:3: a mark needs a `source` and a `why`
end

case  no strength
marks.yaml
- mark: a/b
  why: w
  source: s
want  marks.yaml:1:3: a mark needs a `strength`
end

case  a strength that nobody knows
marks.yaml
- mark: a/b
  why: w
  source: s
  strength: sure
want  marks.yaml:4:13: 'sure' is none of the words allowed here
end

case  more than a hint from memory
marks.yaml
- mark: a/b
  why: w
  source: s
  trust: hint
  strength: fair
want  marks.yaml:5:13: what is only remembered can be a hint at most
end

case  no condition
marks.yaml
%mark a/b
want  marks.yaml:1:3: a mark needs a `when`
end

case  a condition that is a list
marks.yaml
%mark a/b
  when: [a]
want  marks.yaml:5:9: conditions are written FIELD: PATTERN
end

case  a field without a name
marks.yaml
%mark a/b
  when: { "http.server|": y }
want  marks.yaml:5:27: this is no name of a field
end

case  a field beside the model
marks.yaml
%mark a/b
  when: { "http.server|model": y }
want  marks.yaml:5:32: model numbers are compared in a form of their own: 'model' stands alone
end

case  too many fields
marks.yaml
%mark a/b
  when:
    http.server: y
  claim: { maker: axis }
  examples: [{ http.server: y }]
  counters: [{ http.server: z }]
%repeat 600 - { mark: m/#, when: { x.f#: y }, claim: { maker: axis }, strength: fair, why: w, source: s, examples: [{ a: b }], counters: [{ a: b }] }
want  marks.yaml:*: the marks together look at more than 512 fields
end

case  too many conditions
marks.yaml
%mark a/b
  when:
%repeat 33     ubnt.f#: y
want  marks.yaml:38:15: a mark has at most 32 conditions
end

case  a list without a pattern
marks.yaml
%mark a/b
  when: { http.server: [] }
want  marks.yaml:5:24: the list of patterns is empty
end

case  a pattern that is no text
marks.yaml
%mark a/b
  when: { http.server: { a: b } }
want  marks.yaml:5:24: a pattern is text, or a list of texts
end

case  an empty pattern
marks.yaml
%mark a/b
  when: { http.server: "" }
want  marks.yaml:5:24: an empty pattern fits nothing
end

case  a hole that does not end
marks.yaml
%mark a/b
  when: { http.server: "a{b" }
want  marks.yaml:5:24: a { without its }
end

case  a hole that does not begin
marks.yaml
%mark a/b
  when: { http.server: "a}b" }
want  marks.yaml:5:24: a } without its {
end

case  a hole of no class
marks.yaml
%mark a/b
  when: { http.server: "{x:colour}" }
want  marks.yaml:5:24: a hole is of class digits, hex, alnum or word
end

case  a hole of no size
marks.yaml
%mark a/b
  when: { http.server: "{x:hex*0}" }
want  marks.yaml:5:24: behind * stands a number from 1 to 4096, in a hole with a class
end

case  two open holes in a row
marks.yaml
%mark a/b
  when: { http.server: "{x}{y}" }
want  marks.yaml:5:24: between an open hole and the next one there must be text
end

case  too many holes
marks.yaml
%mark a/b
  when: { http.server: "{}1{}2{}3{}4{}5{}6{}7{}8{}9{}a{}b{}c{}d" }
want  marks.yaml:5:24: a pattern has at most 12 parts
end

case  a pattern that is too long
marks.yaml
%mark a/b
  when:
    http.server: >
%repeat 120       ..........
want  marks.yaml:6:18: a pattern has at most 1024 bytes
end

case  no claim
marks.yaml
%mark a/b
  when: { http.server: y }
want  marks.yaml:1:3: a mark needs a `claim` with at least one line
end

case  a claim about nothing
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { colour: red }
want  marks.yaml:6:20: nothing can be claimed about 'colour'
end

case  a claim without a value
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { maker: "" }
want  marks.yaml:6:19: a claim needs a value
end

case  a maker whom nobody knows
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { maker: nobody-knows }
want  marks.yaml:6:19: no company has the id 'nobody-knows'
end

case  a brand that nobody knows
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { brand: nobody-knows }
want  marks.yaml:6:19: no brand has the id 'nobody-knows'
end

case  a class that nobody knows
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { class: teapot }
want  marks.yaml:6:19: 'teapot' is no class of devices
end

case  a maker from a hole
marks.yaml
%mark a/b
  when: { http.server: "{m}/1" }
  claim: { maker: "{m}" }
want  marks.yaml:6:19: maker, brand, class and soc are fixed words
end

case  a name that is a word
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { named: axis }
want  marks.yaml:6:19: 'named' and 'called' take a hole: whoever is named there
end

case  a hole that no pattern has
marks.yaml
%mark a/b
  when: { http.server: "Frob/{model}" }
  claim: { maker: axis, model: "{modle}" }
want  marks.yaml:6:32: no pattern of this mark has the hole '{modle}'
end

case  a claim with a hole that does not end
marks.yaml
%mark a/b
  when: { http.server: "Frob/{model}" }
  claim: { model: "{model" }
want  marks.yaml:6:19: a { without its }
end

case  a claim of too many holes
marks.yaml
%mark a/b
  when: { http.server: "Frob/{m}" }
  claim: { model: "{m}{m}{m}{m}{m}{m}{m}{m}{m}" }
want  marks.yaml:6:19: a claim has at most 8 holes
end

case  patterns of too many holes
marks.yaml
%mark a/b
  when: { http.server: ["{a}1{b}2{c}3{d}4", "{a}5"], http.title: "{e}1{f}2{g}3{h}4{i}5" }
want  marks.yaml:1:3: the patterns of a mark keep at most 8 holes
end

case  no example
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { maker: axis }
  counters: [{ http.server: z }]
want  marks.yaml:1:3: a mark needs an example that fits it
end

case  no counter-example
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { maker: axis }
  examples: [{ http.server: y }]
want  marks.yaml:1:3: a mark needs a counter-example that does not fit it
end

case  an example that is a text
marks.yaml
%mark a/b
  when: { http.server: y }
  claim: { maker: axis }
  examples: [y]
want  marks.yaml:7:14: an example is written { FIELD: value }
end

case  one name for two marks
marks.yaml
%mark a/b
  when: { http.server: frobcam }
  claim: { maker: axis }
  examples: [{ http.server: frobcam }]
  counters: [{ http.server: z }]
%mark a/b
  when: { http.server: frobcam }
  claim: { maker: axis }
  examples: [{ http.server: frobcam }]
  counters: [{ http.server: z }]
want  marks.yaml:9:3: two marks are called 'a/b'
end

case  an example that does not fit
marks.yaml
%mark a/b
  when: { http.server: frobcam }
  claim: { maker: axis }
  examples: [{ http.server: frobcan }]
  counters: [{ http.server: z }]
want  marks.yaml:7:14: this example does not fit a/b
end

case  a counter-example that fits
marks.yaml
%mark a/b
  when: { http.server: frobcam }
  claim: { maker: axis }
  examples: [{ http.server: frobcam }]
  counters: [{ http.server: Frobcam }]
want  marks.yaml:8:14: this counter-example fits a/b
end

case  an example that another mark contradicts
marks.yaml
%mark a/b
  when: { http.server: frobcam }
  claim: { maker: axis }
  examples: [{ http.server: frobcam }]
  counters: [{ http.server: z }]
%mark c/d
  when: { http.server: "frob{}" }
  claim: { maker: bosch }
  examples: [{ http.server: frob }]
  counters: [{ http.server: z }]
want  marks.yaml:7:14: this example of a/b is given to bosch by c/d
end

case  a field that nothing gives
marks.yaml
%mark a/b
  when: { http.sever: frobcam }
  claim: { maker: axis }
  examples: [{ http.sever: frobcam }]
  counters: [{ http.sever: z }]
want  marks.yaml:5:23: no reader gives 'http.sever', and fields.yaml does not list it
end

case  a field without a word of help
fields.yaml
- field: frob.nicate
want  fields.yaml:1:3: a field needs a name and a `help`
end

# ---- laws

case  no list of laws
laws.yaml
law: x
want  laws.yaml:1:1: a file of laws is a list: each law begins with '- law:'
end

case  neither law nor role
laws.yaml
- title: x
want  laws.yaml:1:3: this is neither a law nor a role nor a kind
end

case  a role that stands elsewhere
laws.yaml
- { role: frobber, means: who frobs }
- { role: frobber, means: who frobs }
want  laws.yaml:2:3: the role 'frobber' stands elsewhere already
end

case  a role that is half named
laws.yaml
- { role: frobber, means: who frobs, named: perhaps }
want  laws.yaml:1:45: 'named' is yes or no
end

case  a law without a title
laws.yaml
- law: x
want  laws.yaml:1:3: 'title' is missing here
end

case  a law with an empty title
laws.yaml
- law: x
  title: ""
want  laws.yaml:2:10: 'title' must be a text and not be empty
end

case  a law that is said in another language by one word
laws.yaml
%law x nl=Een wet
want  laws.yaml:*: 'nl' must be made of keys and values
end

case  a word that is not said in other languages
laws.yaml
%law x nl={title: t, authority: a, citation: c, scope: s, trust: hoog}
want  laws.yaml:*: 'trust' is not a word that is known here
end

case  a law that is said in another language in part
laws.yaml
%law x nl={title: t, authority: a, citation: c}
want  laws.yaml:*: 'scope' is not said here in 'nl', in which the law is said
end

case  a clause that is not said in the language of its law
laws.yaml
%law x nl={title: t, authority: a, citation: c, scope: s}
want  laws.yaml:*: 'because' is not said here in 'nl', in which the law is said
end

case  a clause that alone is said in another language
laws.yaml
%law x clauses=[{clause: c, when: {maker: axis}, class: camera, status: prohibited, because: It is named., nl: {because: b}}]
want  laws.yaml:*: the law itself has no 'nl': a law is said in a language as a whole, or not at all
end

case  a reason in another language alone
laws.yaml
%law x nl={title: t, authority: a, citation: c, scope: s} clauses=[{clause: c, when: {maker: axis}, class: camera, status: prohibited, because: It is named., nl: {because: b}}] exceptions=[{what: w, ask: a, nl: {what: w, ask: a, because: b}}]
want  laws.yaml:*: 'because' is said here in 'nl' and not in English
end

case  a law for nobody
laws.yaml
%law x roles=[]
want  laws.yaml:*: this list is empty: at least one role is needed
end

case  a law for somebody unknown
laws.yaml
%law x roles=[king-of-france]
want  laws.yaml:*: 'king-of-france' is no role that is known
end

case  a law for a list of lists
laws.yaml
%law x roles=[[a]]
want  laws.yaml:*: a role must be a text and not be empty
end

case  a day that is no whole one
laws.yaml
%law x from=2020
want  laws.yaml:*: '2020' is no day, as in 2024-06-10
end

case  a law without a first day
laws.yaml
%law x from=
want  laws.yaml:1:3: 'from' is missing here
end

case  a law that ends before it begins
laws.yaml
%law x from=2020-01-01 until=2019-01-01
want  laws.yaml:*: 'until' does not lie behind 'from'
end

case  a law in force before it was announced
laws.yaml
%law x from=2020-01-01 announced=2021-01-01
want  laws.yaml:*: 'from' lies before 'announced'
end

case  a state that nobody knows
laws.yaml
%law x state=draft
want  laws.yaml:*: 'state' can only be 'proposed' or 'notice'
end

case  a trust that nobody knows
laws.yaml
%law x trust=total
want  laws.yaml:*: 'total' is none of high, medium, low, hint
end

case  a suspension without a first day
laws.yaml
%law x suspended=[{until: 2021-01-01}]
want  laws.yaml:*: 'from' is missing here
end

case  a doubt without a first day
laws.yaml
%law x unsure=[{ask: What now?}]
want  laws.yaml:*: 'from' is missing here
end

case  no clause
laws.yaml
%law x clauses=
want  laws.yaml:1:3: 'clauses' is missing here
end

case  clauses that are no list
laws.yaml
%law x clauses=none
want  laws.yaml:*: 'clauses' must be a list with at least one entry
end

case  a clause that is no map
laws.yaml
%law x clauses=[none]
want  laws.yaml:*: an entry of 'clauses' must be made of keys and values
end

case  a clause for everything
laws.yaml
%law x clauses=[{clause: c, status: prohibited, because: b}]
want  laws.yaml:*: this clause would cover every device: it needs 'when' or 'class'
end

case  a clause that forbids nothing
laws.yaml
%law x clauses=[{clause: c, class: camera, status: clear, because: b}]
want  laws.yaml:*: a clause says what is forbidden or asked, not what is 'clear'
end

case  two clauses of one id
laws.yaml
%law x clauses=[{clause: c, class: camera, status: restricted, because: b}, {clause: c, class: lpr, status: restricted, because: b}]
want  laws.yaml:*: two clauses of this law have this id
end

case  an id that nobody could type, or that a query would take for two
laws.yaml
%law a,b clauses=[{clause: c, class: camera, status: restricted, because: b.}]
want  laws.yaml:*: the id of a law is made of small letters, digits, dashes and dots, as in nl-zeedorp-2026
end

case  a status that nobody knows
laws.yaml
%law x clauses=[{clause: c, class: camera, status: forbidden, because: b}]
want  laws.yaml:*: 'forbidden' is no status that is known
end

case  a clause that is met before it begins
laws.yaml
%law x clauses=[{clause: c, class: camera, status: prohibited, from: 2021-01-01, by: 2020-06-01, because: b}]
want  laws.yaml:*: 'by' lies before 'from'
end

case  conditions that are a list
laws.yaml
%law x clauses=[{clause: c, when: [axis], status: prohibited, because: b}]
want  laws.yaml:*: 'when' must be made of keys and values
end

case  a maker whom nobody knows, in a clause
laws.yaml
%law x clauses=[{clause: c, when: {maker: nobody-knows}, status: prohibited, because: b}]
want  laws.yaml:*: 'nobody-knows' is no company that is known
end

case  a share that is none
laws.yaml
%law x clauses=[{clause: c, when: {maker: axis, affiliates: 101}, status: prohibited, because: b}]
want  laws.yaml:*: '101' is no percentage from 1 to 100
end

case  affiliates of nobody
laws.yaml
%law x clauses=[{clause: c, when: {maker-country: CN, affiliates: 50}, status: prohibited, because: b}]
want  laws.yaml:*: 'affiliates' needs a 'maker', 'soc' or 'component' beside it
end

case  what is unknown, neither way
laws.yaml
%law x clauses=[{clause: c, class: camera, status: prohibited, unknown: guess, because: b}]
want  laws.yaml:*: 'guess' is neither 'ask' nor 'pass'
end

case  an example of a maker whom nobody knows
laws.yaml
%law x examples=[{maker: nobody-knows, on: 2020-06-01, status: prohibited}]
want  laws.yaml:*: 'nobody-knows' is no company that is known
end

case  an example of a class that nobody knows
laws.yaml
%law x examples=[{maker: axis, class: teapot, on: 2020-06-01, status: prohibited}]
want  laws.yaml:*: 'teapot' is no class that is known
end

case  an example of a grade that nobody knows
laws.yaml
%law x examples=[{maker: axis, grade: sure, on: 2020-06-01, status: prohibited}]
want  laws.yaml:*: 'sure' is none of confirmed, likely, possible
end

case  an example that shows nothing
laws.yaml
%law x examples=[{maker: bosch, class: camera, on: 2020-06-01, status: clear}]
want  laws.yaml:*: an example must show a device that the law touches
end

case  a counter-example that is touched
laws.yaml
%law x counters=[{maker: axis, class: camera, on: 2020-06-01, status: prohibited}]
want  laws.yaml:*: a counter-example must show a device that the law leaves alone
end

case  a kind that stands elsewhere
laws.yaml
- { kind: frobnicator, means: it frobs }
- { kind: frobnicator, means: it frobs }
want  laws.yaml:2:3: the kind 'frobnicator' stands elsewhere already
end

case  a kind that nobody knows
laws.yaml
%law x clauses=[{clause: c, when: {kind: frobber}, status: prohibited, because: b}]
want  laws.yaml:*: 'frobber' is no kind that is known
end

case  acquired on no day
laws.yaml
%law x clauses=[{clause: c, when: {acquired-before: 2025}, status: prohibited, because: b}]
want  laws.yaml:*: '2025' is no day, as in 2025-01-01
end

case  acquired on two days
laws.yaml
%law x clauses=[{clause: c, when: {acquired-from: [2025-01-01, 2026-01-01]}, status: prohibited, because: b}]
want  laws.yaml:*: 'acquired-from' takes one value and no more
end

case  under a contract, perhaps
laws.yaml
%law x clauses=[{clause: c, when: {under-contract: perhaps}, status: prohibited, because: b}]
want  laws.yaml:*: 'under-contract' is yes or no
end

case  an amount without a currency
laws.yaml
%law x clauses=[{clause: c, when: {contract-value: "5000000"}, status: prohibited, because: b}]
want  laws.yaml:*: an amount is a currency and a whole number, as in EUR 5000000
end

case  a contract that sets the day, perhaps
laws.yaml
%law x clauses=[{clause: c, when: {maker: axis}, by-contract: perhaps, status: prohibited, because: b}]
want  laws.yaml:*: 'by-contract' is yes or no
end

case  an exception that says why and not when
laws.yaml
%law x exceptions=[{what: w, ask: a, because: b}]
want  laws.yaml:*: 'because' needs 'when' or 'class' beside it
end

case  an exception to a clause that is not there
laws.yaml
%law x exceptions=[{what: w, ask: a, class: camera, clauses: [c, d]}]
want  laws.yaml:*: this law has no clause 'd'
end

case  an example with a decision of no kind
laws.yaml
%law x counters=[{maker: axis, class: camera, on: 2020-06-01, decision: case, status: clear}]
want  laws.yaml:*: 'case' is none of licence, waiver, exemption
end

case  a law that stands elsewhere
laws.yaml
%law x
%law x
want  laws.yaml:*: a law with the id 'x' stands elsewhere already
end

case  an example that comes out otherwise
laws.yaml
%law x examples=[{maker: bosch, class: camera, on: 2020-06-01, status: prohibited}]
want  laws.yaml:*: x: this comes out as 'clear', not 'prohibited': *
end

case  an example with another last day
laws.yaml
%law x examples=[{maker: axis, class: camera, on: 2020-06-01, status: prohibited, by: 2022-01-01}]
want  laws.yaml:*: x: the day set is no day, not 2022-01-01
end

# ---- dossiers

case  a dossier of nobody
dossiers.yaml
- { dossier: nobody-at-all, read: r, read-until: 2026-01-01 }
want  dossiers.yaml:1:14: no company has the id 'nobody-at-all'
end

case  two dossiers of one company
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01 }
- { dossier: vivotek, read: r, read-until: 2026-01-01 }
want  dossiers.yaml:2:3: this company has a dossier already
end

case  a dossier that does not say what was read
dossiers.yaml
- { dossier: vivotek, read-until: 2026-01-01 }
want  dossiers.yaml:1:3: a dossier needs 'read'
end

case  an allegation that nobody is named for
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, allegations: [ { id: a, about: other, what: It did., source: s, trust: low } ] }
want  dossiers.yaml:1:71: an allegation needs 'by'
end

case  an allegation without a source
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, allegations: [ { id: a, about: other, what: It did., by: b, trust: low } ] }
want  dossiers.yaml:1:71: an allegation needs 'source'
end

case  a matter that is none
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, allegations: [ { id: a, about: spying, what: It did., by: b, source: s, trust: low } ] }
want  dossiers.yaml:1:87: 'spying' is none of the words that 'about' knows
end

case  a word that says what somebody meant
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, allegations: [ { id: a, about: other, what: It Knowingly sold it., by: b, source: s, trust: low } ] }
want  dossiers.yaml:1:100: 'knowingly' judges: say what was said or done, and by whom, not what somebody meant
end

case  allegations that are no list
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, allegations: many }
want  dossiers.yaml:1:69: 'allegations' needs a list of maps
end

case  more than anybody reads
dossiers.yaml
- dossier: vivotek
  read: r
  read-until: 2026-01-01
  claims:
%repeat 513   - { what: It is certified #., source: s, trust: low }
want  dossiers.yaml:5:3: more than 512 entries stand here
end

case  a day that the material cannot know
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, claims: [ { what: It is certified., on: 2026-01-02, source: s, trust: low } ] }
want  dossiers.yaml:1:96: this day comes after 'read-until'
end

case  a decision of nothing
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, decisions: [ { by: b, source: s, trust: low } ] }
want  dossiers.yaml:1:69: a decision needs 'law' or 'what'
end

case  a decision that names no restriction
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, decisions: [ { law: zz-nothing, by: b, source: s, trust: low } ] }
want  dossiers.yaml:1:76: no restriction has the id 'zz-nothing'
end

case  an answer to what nobody said
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, answers: [ { to: [b], what: It did not., source: s, trust: low } ] }
want  dossiers.yaml:1:74: there is no allegation 'b' in this dossier
end

case  two allegations of one name
dossiers.yaml
- dossier: vivotek
  read: r
  read-until: 2026-01-01
  allegations:
    - { id: a, about: other, what: It did., by: b, source: s, trust: low }
    - { id: a, about: other, what: It did that., by: b, source: s, trust: low }
want  dossiers.yaml:6:7: two allegations of this dossier have this id
end

case  a question of no step
dossiers.yaml
- { dossier: vivotek, read: r, read-until: 2026-01-01, questions: [ { step: guess, ask: Who?, because: nobody knows } ] }
want  dossiers.yaml:1:77: 'guess' is none of the words that 'step' knows
end

# ---- registers

case  an entry of registers that is nothing
registers.yaml
- { colum: model }
want  registers.yaml:1:3: an entry of registers is a 'column', a 'product', 'words', a 'law' or a 'country'
end

case  a column of registers that nobody knows
registers.yaml
- { column: colour, en: [colour] }
want  registers.yaml:1:13: 'colour' is none of the words that 'column' knows
end

case  headings of what is unknown
registers.yaml
- { column: unknown, en: [colour] }
want  registers.yaml:1:3: a column whose headings are known cannot be 'unknown'
end

case  a heading without a letter
registers.yaml
- { column: model, en: [model, "--"] }
want  registers.yaml:1:32: a heading or word has letters or digits, and at most 200 bytes: '--'
end

case  more headings than anybody has
registers.yaml
- column: model
  en:
%repeat 4097     - h#
want  registers.yaml:3:5: more than 4,096 headings or words stand here
end

case  a product without columns
registers.yaml
- { product: p, name: P, source: s, needs: [a, b], columns: [a] }
want  registers.yaml:1:61: 'columns' needs a map of headings to columns
end

case  a product with a column that nobody knows
registers.yaml
- { product: p, name: P, source: s, needs: [a, b], columns: { a: colour } }
want  registers.yaml:1:66: there is no column 'colour'
end

case  a product that one heading tells
registers.yaml
- { product: p, name: P, source: s, needs: [a], columns: { a: model } }
want  registers.yaml:1:3: one heading does not tell an export from others: 'needs' has at least two
end

case  a product twice
registers.yaml
- { product: p, name: P, source: s, needs: [a, b], columns: { a: model } }
- { product: p, name: P, source: s, needs: [a, b], columns: { a: model } }
want  registers.yaml:2:3: there is a product 'p' already
end

case  a rule of claims that stands in every text
registers.yaml
- { law: us-ndaa2019-889a, claims: [NDAA, "9"] }
want  registers.yaml:1:43: what is looked for inside of claims has at least three letters or digits: '9'
end

case  a country that stands in every text
registers.yaml
- { country: NL, names: [NL], inside: [nl] }
want  registers.yaml:1:40: what is looked for inside of claims has at least three letters or digits: 'nl'
end

case  a rule of claims that is but dashes
registers.yaml
- { law: us-ndaa2019-889a, claims: ["----"] }
want  registers.yaml:1:37: what is looked for inside of claims has at least three letters or digits: '----'
end

case  a country of claims that is none
registers.yaml
- { country: XX, names: [Atlantis] }
want  registers.yaml:1:14: no country has the code 'XX'
end

case  claims of a rule that nobody knows
registers.yaml
- { law: us-nowhere, claims: [nowhere] }
want  registers.yaml:1:10: claims cannot speak of 'us-nowhere': no restriction has this id
end
