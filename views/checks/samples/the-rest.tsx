import type { WorkpaperItem } from "../../../src/checks/samples/workpaper.ts";
import { Button } from "../../ui/button.tsx";
import { domId } from "../../ui/dom-id.ts";

/** Last in an item, after what it is about: one tap answers Ja to what nobody has answered, and the log says that it did. */
export function TheRest({ workpaper, oob }: { workpaper: WorkpaperItem; oob?: boolean | undefined }) {
	const left = workpaper.questions.filter((row) => row.asked && row.outstanding && row.missing === "");
	const numbers = left.map((row) => row.question.position);
	return (
		<div
			class={left.length === 0 ? undefined : "the-rest"}
			id={domId("ovriga", workpaper.item.position)}
			hx-swap-oob={oob ? "true" : undefined}
		>
			{left.length === 0 ? null : (
				<>
					<Button variant="secondary" large name="ovriga" value="ja">
						{left.length === 1 ? "Sista frågan: Ja" : `Övriga ${left.length} frågor: Ja`}
					</Button>
					<p class="soft">
						{`Fråga ${numbers.join(", ")}. För dig som har sett underlaget. I loggen står att de besvarades samlat.`}
					</p>
				</>
			)}
		</div>
	);
}
