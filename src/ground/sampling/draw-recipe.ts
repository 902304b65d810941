/**
 * The recipe that travels with every draw record: a Python program (standard library only) whose comments also give the OpenSSL
 * commands. On purpose it shares no code with this product, so that an error in the product shows as a difference.
 */
export const DRAW_RECIPE = String.raw`# Så gör du om dragningen själv (algoritm stickprov/v1). Du behöver bara Python 3.7 eller senare.
#
# 1. Spara protokollet som protokoll.json. Plocka ut det här programmet ur det:
#    python3 -c "import json;r=json.load(open('protokoll.json',encoding='utf-8'))['recipe'];open('granska.py','w',encoding='utf-8').write(r)"
# 2. Kör det:  python3 granska.py protokoll.json
#    Programmet drar om stickprovet ur alla rader, skriver en rad per dragen post (enhet, rang, nyckel, hash med tabb
#    mellan) och avslutar med OK, eller med rader som börjar på FEL och felkod 1.
# 3. Jämför åtagandet (commitment) med det som loggades när dragningen planerades, och kontrollsumman (digest) med
#    den som loggades när populationen frystes. Protokollet kan inte självt visa att de loggades i tid.
#
# Utan Python, med OpenSSL, post för post (byt DRAW_ID, HEMLIGHET, FRÖ, OFFENTLIGT och NYCKEL):
#    åtagande: printf 'stickprov/v1/commit\n%s\n%s' 'DRAW_ID' 'HEMLIGHET' | openssl dgst -sha256
#    frö:      samma som hemligheten, eller om ett offentligt värde finns:
#              printf 'stickprov/v1/seed\n%s\n%s' 'DRAW_ID' 'OFFENTLIGT' | openssl dgst -sha256 -mac HMAC -macopt hexkey:HEMLIGHET
#    hash:     printf 'stickprov/v1\n%s\n%s' 'DRAW_ID' 'NYCKEL' | openssl dgst -sha256 -mac HMAC -macopt hexkey:FRÖ
#    Sortera hasharna stigande inom varje enhet: de n första är stickprovet, därefter följer reserverna.
#    Har protokollet delen money är det draget efter belopp: hela populationen sorteras som en, se money_draw nedan.
import hashlib
import hmac
import json
import sys

if hasattr(sys.stdout, "reconfigure"):
    sys.stdout.reconfigure(encoding="utf-8")
with open(sys.argv[1], encoding="utf-8-sig") as source:
    record = json.load(source)

problems = []
draw_id = record["drawId"]
secret = record["secretHex"]
rows = record["rows"]


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def hmac_sha256(key_hex, text):
    return hmac.new(bytes.fromhex(key_hex), text.encode("utf-8"), hashlib.sha256).hexdigest()


if record["algorithm"] != "stickprov/v1":
    problems.append("okänd algoritm")
if sha256("stickprov/v1/commit\n" + draw_id + "\n" + secret) != record["commitment"]:
    problems.append("åtagandet stämmer inte med hemligheten")

seed = secret
if record["publicValue"]:
    seed = hmac_sha256(secret, "stickprov/v1/seed\n" + draw_id + "\n" + record["publicValue"])

if len({row["key"] for row in rows}) != len(rows):
    problems.append("en nyckel förekommer två gånger")
ordered = sorted(rows, key=lambda row: row["key"].encode("utf-8"))
lines = ["%s\t%d\n" % (row["key"], row["amountOre"]) for row in ordered]
if sha256("".join(lines)) != record["digest"]:
    problems.append("kontrollsumman stämmer inte med raderna")

def money_draw(money):
    """Dragning efter belopp: toppskiktet alltid, sedan ett öre per intervall bland resten, i hashordning, i hela ören."""
    ranked = sorted(rows, key=lambda row: (hmac_sha256(seed, "stickprov/v1\n" + draw_id + "\n" + row["key"]), row["key"].encode("utf-8")))
    place = {row["key"]: i + 1 for i, row in enumerate(ranked)}
    rest = [row for row in ranked if row["amountOre"] > 0]
    left, top = money["n"], []
    while left > 0:
        total = sum(row["amountOre"] for row in rest)
        large = [row for row in rest if row["amountOre"] * left >= total]
        if not large:
            break
        top += [row["key"] for row in large]
        rest = [row for row in rest if row["amountOre"] * left < total]
        left -= len(large)
    total = sum(row["amountOre"] for row in rest)

    def whole(label, i):
        return int(hmac_sha256(seed, "stickprov/v1\n%s\n%s#%d" % (draw_id, label, i)), 16) % total

    start, points = None, []
    if total > 0 and left > 0:
        if money["method"] == "interval":
            start = whole("MUS-start", 0)
            points = [(start + i * total) // left for i in range(left)]
        else:
            points = [(whole("MUS-cell", i) + i * total) // left for i in range(left)]
    hits, reached = [], 0
    for row in rest:
        count = sum(1 for x in points if reached <= x < reached + row["amountOre"])
        reached += row["amountOre"]
        if count:
            hits.append({"key": row["key"], "count": count})
    credits = sorted((row["key"] for row in rows if row["amountOre"] <= 0), key=lambda key: key.encode("utf-8"))
    found = {"topStratum": top, "pointCount": left, "remainingOre": total, "randomStart": start, "points": points,
             "interval": "%d/%d" % (total, left) if left else None, "hits": hits, "creditNotes": credits}
    for name, value in found.items():
        if money[name] != value:
            problems.append("dragningen efter belopp stämmer inte: " + name)
    return place, set(top) | {hit["key"] for hit in hits}


if record.get("money"):
    place, chosen = money_draw(record["money"])
    for row in rows:
        if hmac_sha256(seed, "stickprov/v1\n" + draw_id + "\n" + row["key"]) != row["hash"]:
            problems.append("fel hash för " + row["key"])
    if {row["unit"] for row in rows} - {stratum["id"] for stratum in record["strata"]}:
        problems.append("en rad hör till en enhet som saknas bland strata")
    for stratum in record["strata"]:
        name = stratum["id"]
        own = [row for row in rows if row["unit"] == name]
        drawn = sorted((place[row["key"]], row["key"], row["hash"]) for row in own if row["key"] in chosen)
        if len(own) != stratum["N"] or sum(row["amountOre"] for row in own) != stratum["sumOre"]:
            problems.append("antal eller summa stämmer inte i " + name)
        if [(item["rank"], item["key"], item["hash"]) for item in stratum["items"]] != drawn or stratum["n"] != len(drawn):
            problems.append("stickprovet stämmer inte i " + name)
        for position, key, value in drawn:
            print("\t".join([name, str(position), key, value]))
    rows, record["strata"] = [], []

by_unit = {}
for row in rows:
    value = hmac_sha256(seed, "stickprov/v1\n" + draw_id + "\n" + row["key"])
    if value != row["hash"]:
        problems.append("fel hash för " + row["key"])
    by_unit.setdefault(row["unit"], []).append((value, row["key"].encode("utf-8"), row["key"], row["amountOre"]))
if set(by_unit) - {stratum["id"] for stratum in record["strata"]}:
    problems.append("en rad hör till en enhet som saknas bland strata")

for stratum in record["strata"]:
    name, n = stratum["id"], stratum["n"]
    ranked = sorted(by_unit.get(name, []))
    if len(ranked) != stratum["N"] or sum(row[3] for row in ranked) != stratum["sumOre"]:
        problems.append("antal eller summa stämmer inte i " + name)
    drawn = [(i + 1, row[2], row[0]) for i, row in enumerate(ranked[:n])]
    following = [(n + i + 1, row[2], row[0]) for i, row in enumerate(ranked[n:n + len(stratum["reserves"])])]
    if [(item["rank"], item["key"], item["hash"]) for item in stratum["items"]] != drawn or len(drawn) != n:
        problems.append("stickprovet stämmer inte i " + name)
    if [(item["rank"], item["key"], item["hash"]) for item in stratum["reserves"]] != following:
        problems.append("reserverna stämmer inte i " + name)
    if stratum["thresholdHash"] != (drawn[-1][2] if drawn else None):
        problems.append("tröskeln stämmer inte i " + name)
    for position, key, value in drawn:
        print("\t".join([name, str(position), key, value]))

for problem in problems:
    print("FEL: " + problem)
if problems:
    sys.exit(1)
print("OK")
`;
