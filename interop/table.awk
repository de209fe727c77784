# Prints results client by feature, as text and, to the file `json`, as JSON.

function quoted(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	gsub(/[[:cntrl:]]/, " ", text)
	return "\"" text "\""
}

function note(client, feature, text) {
	if (text != "") {
		notes[++note_count] = sprintf("%s, %s: %s", client, feature, text)
	}
}

BEGIN {
	FS = "\t"
	columns = split(clients, client, " ")
	for (c = 1; c <= columns; c++) {
		file = results "/" client[c] ".tsv"
		while ((getline line < file) > 0) {
			split(line, part, "\t")
			result[client[c], part[1]] = part[2]
			detail[client[c], part[1]] = part[3]
			reported[client[c] "\t" part[1]] = 1
		}
		close(file)
	}
}

{
	order[++rows] = $1
	title[$1] = $2
	if (length($2) > width) {
		width = length($2)
	}
}

END {
	printf "%-" width "s", "feature"
	for (c = 1; c <= columns; c++) {
		printf "  %-6s", client[c]
	}
	print ""
	print "{\"features\": [" > json
	for (r = 1; r <= rows; r++) {
		feature = order[r]
		line = sprintf("%-" width "s", title[feature])
		printf "%s{\"feature\": %s, \"title\": %s, \"clients\": {", (r > 1) ? ",\n" : "", quoted(feature), \
			quoted(title[feature]) > json
		for (c = 1; c <= columns; c++) {
			key = client[c] SUBSEP feature
			if (!(key in result)) {
				result[key] = "FAIL"
				detail[key] = "not reported"
			}
			delete reported[client[c] "\t" feature]
			count[result[key]]++
			line = line sprintf("  %-6s", result[key])
			if (result[key] != "skip") {
				note(client[c], feature, detail[key])
			}
			printf "%s%s: {\"result\": %s, \"detail\": %s}", (c > 1) ? ", " : "", quoted(client[c]), \
				quoted(result[key]), quoted(detail[key]) > json
		}
		printf "}}" > json
		sub(/ +$/, "", line)
		print line
	}
	for (key in reported) {
		count["FAIL"]++
		split(key, part, "\t")
		note(part[1], part[2], "FAIL: not in features.tsv")
	}
	while ((getline line < errors) > 0) {
		count["FAIL"]++
		notes[++note_count] = "server: FAIL: " substr(line, 1, 300)
	}
	print ""
	for (n = 1; n <= note_count; n++) {
		print notes[n]
	}
	print ""
	if (count["n/a"] + 0 > 0) {
		printf "%d n/a, which the client's library cannot do\n", count["n/a"]
	}
	if (count["skip"] + 0 > 0) {
		printf "%d skipped, whose language is not there\n", count["skip"]
	}
	printf "%d passed, %d failed, %d skipped\n", count["ok"], count["FAIL"], count["n/a"] + count["skip"]
	printf "\n], \"passed\": %d, \"failed\": %d, \"notAvailable\": %d, \"skipped\": %d}\n", count["ok"], count["FAIL"], \
		count["n/a"], count["skip"] > json
	exit (count["FAIL"] > 0)
}
