#!/bin/sh
# Every header compiles alone, and twice. usage: headers.sh CC SRC BUILT-SRC
cc=$1 src=$2 built=$3 bad=0
for header in $(cd "$src" && find . -name '*.h'); do
	printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
		$cc -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -I"$src" -I"$built" -fsyntax-only -x c - ||
		{ echo "$header needs another header first"; bad=1; }
done
exit $bad
