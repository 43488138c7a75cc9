% A game that asks
% Guess a number. The program waits for your answers in the command window.

name = input('What is your name? ', 's');
if isempty(name)
    name = 'stranger';
end
secret = randi(100);
fprintf('Hello %s. I think of a number from 1 to 100.\n', name);
for turn = 1:7
    guess = input(sprintf('Guess %d of 7: ', turn));
    if ~isnumeric(guess) || ~isscalar(guess)
        disp('A number, please.');
    elseif guess == secret
        fprintf('Right! You needed %d turns.\n', turn);
        return
    elseif guess < secret
        disp('More.');
    else
        disp('Less.');
    end
end
fprintf('It was %d. Once more, %s?\n', secret, name);
