package io.blackstart.fault;

/**
 * A link refuses connections.
 */
@Manual(
        says = "A link refuses connections.",
        peers = "ECONNREFUSED for new connections; open ones are closed (FIN).",
        how = "The link's proxy is disabled.",
        limits = "Open connections cannot be kept.",
        example = """
            - at: 0s
              fault: refuse
              target: { link: pair }
              for: 3s
            """)
public record Refuse() implements OnLink {

    @Override
    public Existing existing() {
        return Existing.CUT;
    }
}
