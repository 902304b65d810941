import { Layout, type LayoutProps } from "../../layout.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TaskList } from "../../ui/task-list.tsx";

/** What the reader's rights allow under Administration. */
export function AdministrationPage(props: {
	shell: Partial<LayoutProps>;
	entries: { href: string; title: string; meta: string }[];
}) {
	return (
		<Layout {...props.shell} title="Administration">
			{props.entries.length > 0 ? (
				<TaskList label="Administration" tasks={props.entries} />
			) : (
				<EmptyState text="Din roll har inget att administrera." />
			)}
		</Layout>
	);
}
