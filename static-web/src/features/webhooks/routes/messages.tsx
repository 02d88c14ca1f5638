import { MessageLog } from "../components/message-log";
import { useSeenEndpoint } from "../components/use-endpoint";

/** Everything that was sent to an endpoint, is on its way to it, or is kept for it. */
export default function Messages() {
  const endpoint = useSeenEndpoint();
  return <MessageLog endpoint={endpoint.id} />;
}
