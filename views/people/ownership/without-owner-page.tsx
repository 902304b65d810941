import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Ownerless } from "../../../db/queries/people/ownership.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";

const HREF: Record<Ownerless["kind"], (id: string) => string> = {
	risk: paths.risk,
	measure: paths.measure,
	control: paths.control,
	performer: paths.control,
	reviewer: paths.control,
	run: paths.run,
	run_review: paths.run,
	deviation: paths.deviation,
	recommendation: paths.recommendation,
};

/** What nobody at work looks after. */
export function WithoutOwnerPage(props: { shell: Partial<LayoutProps>; list: ListShown<Ownerless> }) {
	return (
		<Layout
			{...props.shell}
			title="Saknar ansvarig"
			lead="Det som ingen i arbete ansvarar för: den ansvariga har slutat, eller ingen är utsedd. Öppna raden och utse någon."
		>
			<List
				list={props.list}
				noun="rader"
				caption="Saknar ansvarig"
				href={(row) => HREF[row.kind](row.id)}
				empty="Allt har en ansvarig."
			/>
		</Layout>
	);
}
