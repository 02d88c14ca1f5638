import { MessageLog } from "../components/message-log";
import { useEndpoint } from "./endpoint";

/** Everything that was sent to an endpoint, is on its way to it, or is kept for it. */
export default function Messages() {
  const endpoint = useEndpoint();
  return <MessageLog endpoint={endpoint.id} />;
}
