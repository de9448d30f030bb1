package io.blackstart.definition;

import java.util.List;
import java.util.Optional;

/** What a file says, or every problem of it. */
public record Result<T>(Optional<T> value, List<Problem> problems) {

    static <T> Result<T> of(T value, Problems problems) {
        return problems.any()
                ? new Result<>(Optional.empty(), problems.sorted())
                : new Result<>(Optional.of(value), List.of());
    }

    static <T> Result<T> bad(Problems problems) {
        return new Result<>(Optional.empty(), problems.sorted());
    }
}
