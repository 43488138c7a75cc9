%% compat: octave
printf ("%g %g\n", 2 ** 3, 2 ^ 3);
printf ("%d %d\n", 1 != 2, ! 0);
printf ("%g ", [1 2 3] .** 2);
printf ("\n");
a = b = 4;
printf ("%d %d\n", a, b);
printf ("%d\n", magic (3)(2, 2));
printf ("%d\n", {4, 5, 6}{2});
printf ("%d\n", [10 20 30](end));
printf ("%s\n", "abc"([3 2 1]));
x.y = [1 2 3];
printf ("%d\n", numel (x.y)(1));
