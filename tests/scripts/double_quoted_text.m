%% compat: octave
printf ("%d %d\n", length ("a\tb"), length ('a\tb'));
x = "say \"hi\" and 'bye'";
printf ("%s\n", x);
printf ("%d\n", double ("\x41"));
y = ["abc", 'def'];
printf ("%s %s\n", y, class (y));
z = "line one\nline two";
printf ("%d lines\n", numel (strsplit (z, "\n")));
printf ("%d\n", double ("\101"));
