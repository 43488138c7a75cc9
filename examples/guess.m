% A game that asks. Stop it with Ctrl-C, or give it a limit: --time-limit 30s.
%
%   cargo run --release -- examples/guess.m

secret = 1 + mod(floor(now() * 86400), 100);
fprintf('I think of a number from 1 to 100.\n');
for turn = 1:7
    try
        guess = input(sprintf('%d. guess: ', turn));
    catch
        fprintf('\nNobody is there.\n');
        break
    end
    if isempty(guess)
        continue
    elseif guess == secret
        fprintf('Right, after %d turns.\n', turn);
        return
    elseif guess < secret
        fprintf('More.\n');
    else
        fprintf('Less.\n');
    end
end
fprintf('It was %d.\n', secret);
