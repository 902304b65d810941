import { paths } from "../../../src/paths/paths.ts";
import { PostButton } from "../../ui/button.tsx";

/** A button that creates the due runs at once. The server also creates them every hour. */
export function CreateRunsButton(props: { control_id?: string }) {
	const hidden: Record<string, string> = props.control_id
		? { scope: "control", control_id: props.control_id }
		: { scope: "all" };
	return (
		<PostButton action={paths.runCreation()} hidden={hidden} variant="secondary">
			Skapa kontrolltillfällen nu
		</PostButton>
	);
}
