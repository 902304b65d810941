// How a tap leaves the device: one request, and a large file in parts before it.
(() => {
	/** A file larger than two of these leaves in parts: what has left before a break is not sent again. */
	const PART = 512 * 1024;
	/** As many as the server joins; a file of more leaves whole. */
	const MOST_PARTS = 100;

	window.kept.sending = ({ keep, newest }) => {
		/** Undefined when every part has left, or the file needs none; else the answer that stopped it. */
		async function sendParts(tap) {
			const size = tap.file?.size ?? 0;
			if (!tap.parts_to || size <= 2 * PART || size > MOST_PARTS * PART) return undefined;
			for (let parts = tap.parts ?? []; parts.length * PART < size; ) {
				const from = parts.length * PART;
				const body = tap.file.blob.slice(from, from + PART, "application/octet-stream");
				const answer = await request(tap, tap.parts_to, body, from);
				if (answer.status >= 400) return answer;
				parts = [...parts, JSON.parse(answer.text).part];
				await keep({ ...tap, parts });
			}
			return undefined;
		}

		function bodyOf({ fields, file, parts }) {
			if (!file) return new URLSearchParams(fields);
			const body = new FormData();
			for (const [name, value] of fields) body.append(name, value);
			if (parts) {
				for (const part of parts) body.append("del", part);
				body.append("filnamn", file.name);
			} else body.append(file.field, file.blob, file.name);
			return body;
		}

		async function post(key) {
			const tap = await newest(key);
			return request(tap, tap.action, bodyOf(tap), 0);
		}

		/** By XMLHttpRequest, which alone tells how much of a photo has left; `before` of it had left already. */
		function request(tap, path, body, before) {
			return new Promise((resolve, reject) => {
				const request = new XMLHttpRequest();
				request.open("POST", path);
				request.timeout = tap.file ? 600_000 : 30_000;
				const tell = (left) => window.kept.percent(tap, Math.min(100, Math.floor((100 * left) / tap.file.size)));
				for (const [name, value] of Object.entries({ ...tap.headers, "Idempotency-Key": tap.key }))
					request.setRequestHeader(name, value);
				request.upload.onprogress = ({ loaded, total }) => {
					if (tap.file && body instanceof Blob) tell(before + loaded);
					else if (tap.file && !tap.parts) tell((tap.file.size * loaded) / total);
				};
				request.onerror = request.ontimeout = request.onabort = reject;
				request.onload = () => {
					// an answer of somebody else's, such as the sign-in page of a guest network, is none
					const header = (name) => request.getResponseHeader(name);
					if (!header("x-request-id") || new URL(request.responseURL).pathname !== path) return reject();
					const versions = JSON.parse(header("x-versions") ?? "{}");
					resolve({ status: request.status, text: request.responseText, versions });
				};
				request.send(body);
			});
		}

		return { sendParts, post };
	};
})();
