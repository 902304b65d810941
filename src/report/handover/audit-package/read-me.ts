/** What lies in the package and how it is checked without the page, for whoever opens it in ten years. */
export const READ_ME = `GRANSKNINGSPAKET

Öppna kontroll.html i en webbläsare och välj paketet. Sidan arbetar utan nät och säger vad som stämmer och inte.

kontroll.html         kontrollerar paketet
manifest.json         varje fil med sin kontrollsumma (SHA-256), perioden, och vem som hämtade paketet
manifest.sig          underskriften (Ed25519) över texten
                      tillracklig-granskningspaket/1 <radbrytning> SHA-256 av manifest.json
arbetsbok/            periodens arbetsbok (Excel)
underlag.json         varje underlag med sin kontrollsumma när det lades in, och var det ligger i paketet
underlag/             underlagen
dragningar/           ett protokoll per dragning, med recept i Python för att göra om den
sam.json              årets SAM-uppföljningar: enhet, läge, dagar och vilka som har skrivit under (inte svaren)
fragor-och-svar.csv   frågor och svar om periodens kontrolltillfällen och om årets risker och åtgärder, att läsa
fragor-och-svar.json  detsamma för kontrollsidan: SHA-256 av varje text står i loggens händelse message.written
logg.jsonl            hela loggen, en händelse per rad, från den första
loggens-slut.jsonl    loggens slut som de undertecknats, ett per rad
stangda-rapporter/    varje stängd utgåva av rapporten, med innehåll och underskrift
nycklar.json          de publika nycklarna och deras fingeravtryck (SHA-256 av nyckeln i DER-form)

Loggens kedja räknas om så här i Python. Varje händelses hash är SHA-256 över JSON-listan av dess fält:

import hashlib, json
before = "0" * 64
fields = ["prev_hash", "seq", "id", "at", "type", "actor_id", "actor_name", "on_behalf_of", "via", "unit_id",
          "object_kind", "object_id", "data"]
for line in open("logg.jsonl", encoding="utf-8"):
    event = json.loads(line)
    text = json.dumps([event[name] for name in fields], ensure_ascii=False, separators=(",", ":"))
    assert event["prev_hash"] == before, event["seq"]
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == event["hash"], event["seq"]
    before = event["hash"]

Loggens slut: underskriften gäller fem rader: tillracklig-trail-head/1, at, seq, hash, by.
Stängda rapporter: digest är SHA-256 av content. Underskriften gäller JSON utan mellanrum, med nycklarna i bokstavsordning, av
board_id, cut_off, difference (SHA-256 av difference), digest, edition, first_day, period_id, reason, sealed_at, sealed_by,
trail_hash och trail_seq.
`;
