package io.blackstart.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainNameTest {

    @Test
    void twoIdsNeverShareOne() {
        List<String> ids =
                List.of("a#1", "a-1", "a_1", "a 1", "a.1", "a1", "a_23_1", "ä1", "x".repeat(200), "x".repeat(201));
        assertThat(ids.stream().map(PlainName::of)).doesNotHaveDuplicates();
    }

    @Test
    void isPlainAndShort() {
        assertThat(List.of("a#1", "kill the primary; rm -rf /", "ü\"'`$(x)", "#".repeat(300)))
                .allSatisfy(id -> assertThat(PlainName.of(id)).matches("[A-Za-z0-9_]{1,100}"));
    }

    @Test
    void isReadable() {
        assertThat(PlainName.of("primary-dies#2")).isEqualTo("primary_2d_dies_23_2");
    }
}
