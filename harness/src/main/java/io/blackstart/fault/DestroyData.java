package io.blackstart.fault;

/**
 * The node's process dies and its volume is emptied: a disaster.
 *
 * @param volume the volume's name in the Compose file
 */
@Manual(
        says = "The node's process dies and its volume is emptied: a disaster.",
        peers = "Refusal while it is down; then a node that knows nothing.",
        how = "SIGKILL, held down, then everything in the volume is deleted. At the end of `for` the "
                + "service is started on the empty volume.",
        limits = "The data does not come back with the undo: restoring it is what is tested. Of a volume "
                + "that was empty nothing is destroyed: the step counts as not applied.",
        example = """
            - at: 0s
              fault: destroy-data
              target: web-1
              volume: data
              for: 3s
            """)
public record DestroyData(
        @Parameter(says = "a named volume of the service", quantity = Quantity.TEXT)
        String volume) implements OnProcess {}
