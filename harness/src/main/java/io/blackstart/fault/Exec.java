package io.blackstart.fault;

import java.util.List;

/**
 * A command of your own in the node, and the one that undoes it.
 *
 * @param run the command and its arguments, not empty
 * @param undo undoes it, not empty
 */
@Manual(
        says = "A command of your own in the node, and the one that undoes it.",
        peers = "What your command does.",
        how = "Both run in the service's container as its user. Applied means: it ended with 0 " + "within 30 s.",
        limits = "Whether it broke anything is known only to the load: say `traffic: none-expected` "
                + "where no figure depends on it.",
        example = """
            - at: 0s
              fault: exec
              target: web-1
              run: [touch, /tmp/broken]
              undo: [rm, -f, /tmp/broken]
              for: 3s
              traffic: none-expected
            """)
public record Exec(
        @Parameter(says = "the command", quantity = Quantity.ARGV)
        List<String> run,

        @Parameter(says = "undoes it; run again where it failed, so it should be idempotent", quantity = Quantity.ARGV)
        List<String> undo)
        implements InNode {

    public Exec {
        if (run.isEmpty() || undo.isEmpty()) {
            throw new IllegalArgumentException((run.isEmpty() ? "run" : "undo") + " must be a command, was empty");
        }
        run = List.copyOf(run);
        undo = List.copyOf(undo);
    }
}
