import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { LookalikePair } from "../../../db/queries/people/accounts-pairs.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText } from "../../ui/format.ts";
import { List } from "../../ui/list.tsx";

/** Accounts that may be one human's. */
export function PairsPage(props: { shell: Partial<LayoutProps>; list: ListShown<LookalikePair>; open: number }) {
	return (
		<Layout
			{...props.shell}
			title="Dubbla konton"
			lead="Konton med samma namn, eller samma namn i ekonomisystemet. De räknas som en och samma människa när jäv prövas, tills du har sagt att de är två."
			crumbs={[{ href: paths.people(), label: "Personer" }]}
		>
			{props.open > 0 ? (
				<Flash
					tone="info"
					announce={false}
					text={
						props.open === 1
							? "Ett par konton är kvar att bedöma."
							: `${countText(props.open)} par konton är kvar att bedöma.`
					}
				/>
			) : null}
			<List
				list={props.list}
				noun="par"
				caption="Dubbla konton"
				href={(pair) => paths.accountPair(pair.person_id, pair.other_id)}
				empty="Inga konton liknar varandra."
			/>
		</Layout>
	);
}
