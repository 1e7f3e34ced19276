/* A process that has used the library forks, as servers do; children and parent go on with the handles they have. */
#define _POSIX_C_SOURCE 200809L
#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 8 };

/* Every process begins elsewhere. */
static size_t wrong_answers(const test_cases *cases, size_t process, size_t calls) {
    size_t wrong = 0;
    for (size_t call = 0; call < calls; call++) {
        wrong += is_answered(cases, (process * 97 + call) % cases->count) ? 0 : 1;
    }
    return wrong;
}

int main(int count, char **arguments) {
    CHECK(count == 3);
    test_cases cases = read_cases(arguments[1]);
    size_t calls = strtoul(arguments[2], NULL, 10);
    CHECK(calls > 0);
    CHECK(wrong_answers(&cases, CHILDREN, calls) == 0);
    pid_t children[CHILDREN];
    for (size_t child = 0; child < CHILDREN; child++) {
        children[child] = fork();
        CHECK(children[child] >= 0);
        if (children[child] == 0) {
            size_t wrong = wrong_answers(&cases, child, calls);
            free_cases(cases);
            /* `exit`, not `_exit`: sanitizers look for leaks of the child as well. */
            exit(wrong == 0 ? 0 : 1);
        }
    }
    CHECK(wrong_answers(&cases, CHILDREN, calls) == 0);
    for (size_t child = 0; child < CHILDREN; child++) {
        int ended = -1;
        CHECK(waitpid(children[child], &ended, 0) == children[child]);
        CHECK(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
    }
    printf("%d children and their parent made %zu calls each\n", (int)CHILDREN, calls);
    free_cases(cases);
    return 0;
}
