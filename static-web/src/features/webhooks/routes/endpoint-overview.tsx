import { EndpointNow } from "../components/endpoint-now";
import { Health } from "../components/health";
import { LastFailures } from "../components/last-failures";
import { SendExample } from "../components/send-example";
import { useSeenEndpoint } from "../components/use-endpoint";

/** How an endpoint stands, how it went lately, what failed last, and an example to try. */
export default function EndpointOverview() {
  const endpoint = useSeenEndpoint();
  const isRemoved = endpoint.state === "deleted";
  return (
    <div className="stack-l">
      <EndpointNow endpoint={endpoint} />
      {!isRemoved && <Health endpoint={endpoint.id} />}
      <LastFailures endpoint={endpoint} />
      {!isRemoved && <SendExample endpoint={endpoint} />}
    </div>
  );
}
